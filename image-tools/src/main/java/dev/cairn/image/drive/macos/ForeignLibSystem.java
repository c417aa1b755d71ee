package dev.cairn.image.drive.macos;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.SystemLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The libSystem of this Mac. {@code open}, {@code fcntl} and {@code ioctl} are variadic in C, and Apple's arm64 passes such arguments
 * elsewhere than named ones (developer.apple.com, Writing ARM64 code for Apple platforms), so the linker is told where they begin.
 * Thread-safe.
 */
public final class ForeignLibSystem implements LibSystem {
    private static final Linker.Option AFTER_TWO = Linker.Option.firstVariadicArg(2);

    private final SystemLibrary library;
    private final MethodHandle open;
    private final MethodHandle pread;
    private final MethodHandle pwrite;
    private final MethodHandle fcntl;
    private final MethodHandle ioctl;
    private final MethodHandle close;

    private interface Call {
        long run(MemorySegment state) throws Throwable;
    }

    ForeignLibSystem(SystemLibrary library) {
        FunctionDescriptor transfer = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        this.library = library;
        // The mode, which is the variadic argument, is read only where a file is made.
        this.open = library.function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), AFTER_TWO);
        this.pread = library.function("pread", transfer);
        this.pwrite = library.function("pwrite", transfer);
        this.fcntl =
                library.function("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), AFTER_TWO);
        this.ioctl =
                library.function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), AFTER_TWO);
        this.close = library.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** Looks the functions up now; call it on macOS alone. */
    static ForeignLibSystem ofThisSystem() {
        return new ForeignLibSystem(
                new SystemLibrary(Linker.nativeLinker().defaultLookup(), SystemLibrary.captured("errno")));
    }

    @Override
    public int open(String path, int flags) throws ErrnoException {
        return (int) library.call(
                (state, memory) -> (int) open.invokeExact(state, memory.allocateFrom(path), flags),
                returned -> returned < 0,
                code -> new ErrnoException("open", code));
    }

    @Override
    public int pread(int descriptor, MemorySegment into, long at) throws ErrnoException {
        return call("pread", state -> (long) pread.invokeExact(state, descriptor, into, into.byteSize(), at));
    }

    @Override
    public int pwrite(int descriptor, MemorySegment source, long at) throws ErrnoException {
        return call("pwrite", state -> (long) pwrite.invokeExact(state, descriptor, source, source.byteSize(), at));
    }

    @Override
    public void fcntl(int descriptor, int command, int argument) throws ErrnoException {
        var unused = call("fcntl", state -> (int) fcntl.invokeExact(state, descriptor, command, argument));
    }

    @Override
    public void ioctl(int descriptor, long request, MemorySegment answer) throws ErrnoException {
        MemorySegment place = answer.byteSize() == 0 ? MemorySegment.NULL : answer;
        var unused = call("ioctl", state -> (int) ioctl.invokeExact(state, descriptor, request, place));
    }

    @Override
    public void close(int descriptor) throws ErrnoException {
        var unused = call("close", state -> (int) close.invokeExact(state, descriptor));
    }

    /** All of these return a negative number when they fail. */
    private int call(String function, Call call) throws ErrnoException {
        return (int) library.call(
                (state, memory) -> call.run(state),
                returned -> returned < 0,
                code -> new ErrnoException(function, code));
    }
}
