package dev.cairn.image.drive.dbus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.RawCall;
import dev.cairn.image.drive.raw.SystemLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Sockets of Linux, each function as section 2 of the Linux manual has it. Java's own sockets cannot be given descriptors. Thread-safe. */
final class SocketLibrary {
    private final SystemLibrary library =
            new SystemLibrary(Linker.nativeLinker().defaultLookup(), SystemLibrary.captured("errno"));
    private final MethodHandle socket =
            library.function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle connect =
            library.function("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle send =
            library.function("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle recvmsg =
            library.function("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle poll =
            library.function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle close = library.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle geteuid = library.function("geteuid", FunctionDescriptor.of(JAVA_INT));

    private interface Call {
        long run(MemorySegment state) throws Throwable;
    }

    int socket(int family, int type) throws ErrnoException {
        return (int) call("socket", state -> (int) socket.invokeExact(state, family, type, 0));
    }

    void connect(int descriptor, MemorySegment address) throws ErrnoException {
        call("connect", state -> (int) connect.invokeExact(state, descriptor, address, (int) address.byteSize()));
    }

    long send(int descriptor, MemorySegment bytes, int flags) throws ErrnoException {
        return call("send", state -> (long) send.invokeExact(state, descriptor, bytes, bytes.byteSize(), flags));
    }

    long recvmsg(int descriptor, MemorySegment message, int flags) throws ErrnoException {
        return call("recvmsg", state -> (long) recvmsg.invokeExact(state, descriptor, message, flags));
    }

    /** How many of the entries have something to tell before the time is over. */
    int poll(MemorySegment entries, long count, int milliseconds) throws ErrnoException {
        return (int) call("poll", state -> (int) poll.invokeExact(state, entries, count, milliseconds));
    }

    /** Not called again when it is interrupted: Linux has closed the descriptor then. */
    void close(int descriptor) throws ErrnoException {
        once("close", state -> (int) close.invokeExact(state, descriptor));
    }

    int userId() throws ErrnoException {
        return (int) call("geteuid", state -> (int) geteuid.invokeExact(state));
    }

    private long call(String function, Call call) throws ErrnoException {
        return RawCall.finished(() -> once(function, call));
    }

    private long once(String function, Call call) throws ErrnoException {
        return library.call(
                (state, memory) -> call.run(state),
                returned -> returned < 0,
                code -> new ErrnoException(function, code));
    }
}
