package dev.cairn.image.drive.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.SystemLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What the C library of Linux does with a device, each function as section 2 of the Linux manual has it. Thread-safe. */
final class DeviceLibrary {

    private final SystemLibrary library =
            new SystemLibrary(Linker.nativeLinker().defaultLookup(), SystemLibrary.captured("errno"));
    private final FunctionDescriptor transfer =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    // The mode, which is the variadic argument, is read only where a file is made.
    private final MethodHandle open = library.function(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private final MethodHandle pread = library.function("pread", transfer);
    private final MethodHandle pwrite = library.function("pwrite", transfer);
    private final MethodHandle fsync = library.function("fsync", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle ioctl = library.function(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private final MethodHandle close = library.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private interface Call {
        long run(MemorySegment state) throws Throwable;
    }

    /** Opens what exists. */
    int open(String path, int flags) throws ErrnoException {
        return (int) library.call(
                (state, memory) -> (int) open.invokeExact(state, memory.allocateFrom(path), flags),
                returned -> returned < 0,
                code -> new ErrnoException("open", code));
    }

    int pread(int descriptor, MemorySegment into, long at) throws ErrnoException {
        return (int) call("pread", state -> (long) pread.invokeExact(state, descriptor, into, into.byteSize(), at));
    }

    int pwrite(int descriptor, MemorySegment source, long at) throws ErrnoException {
        return (int)
                call("pwrite", state -> (long) pwrite.invokeExact(state, descriptor, source, source.byteSize(), at));
    }

    void fsync(int descriptor) throws ErrnoException {
        call("fsync", state -> (int) fsync.invokeExact(state, descriptor));
    }

    /** For requests that answer with 64 bits. */
    long ask(int descriptor, long request) throws ErrnoException {
        try (Arena memory = Arena.ofConfined()) {
            return answered(descriptor, request, memory.allocate(JAVA_LONG)).get(JAVA_LONG, 0);
        }
    }

    /** For requests that answer with an int. */
    int askInt(int descriptor, long request) throws ErrnoException {
        try (Arena memory = Arena.ofConfined()) {
            return answered(descriptor, request, memory.allocate(JAVA_INT)).get(JAVA_INT, 0);
        }
    }

    private MemorySegment answered(int descriptor, long request, MemorySegment answer) throws ErrnoException {
        call("ioctl", state -> (int) ioctl.invokeExact(state, descriptor, request, answer));
        return answer;
    }

    void close(int descriptor) throws ErrnoException {
        call("close", state -> (int) close.invokeExact(state, descriptor));
    }

    private long call(String function, Call call) throws ErrnoException {
        return library.call(
                (state, memory) -> call.run(state),
                returned -> returned < 0,
                code -> new ErrnoException(function, code));
    }
}
