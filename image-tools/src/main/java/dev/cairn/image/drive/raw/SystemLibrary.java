package dev.cairn.image.drive.raw;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.stream.Stream;

/**
 * Functions of a library of the operating system, called through java.lang.foreign, with the reason of a failure kept before the JVM can
 * overwrite it. Thread-safe.
 */
public final class SystemLibrary {
    private final SymbolLookup symbols;
    private final FailureCode failure;
    private final Linker.Option capture;

    /** Where a system leaves the reason of a failed call: one of the names of {@link Linker.Option#captureStateLayout()}. */
    public interface FailureCode {
        String capturedState();

        int in(MemorySegment captured);
    }

    /** One call with everything it needs in memory; its first argument is the place for the captured state. */
    public interface Call {
        long run(MemorySegment state, Arena memory) throws Throwable;
    }

    /** Tells from what the function returned whether it failed. */
    public interface Failed {
        boolean is(long returned);
    }

    /** Makes the exception of a failed call. */
    public interface Problem<X extends Exception> {
        X of(int code);
    }

    public SystemLibrary(SymbolLookup symbols, FailureCode failure) {
        this.symbols = symbols;
        this.failure = failure;
        this.capture = Linker.Option.captureCallState(failure.capturedState());
    }

    /** The code as the linker of this very system keeps it: {@code GetLastError} or {@code errno}. */
    public static FailureCode captured(String name) {
        var field = Linker.Option.captureStateLayout()
                .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement(name));
        return new FailureCode() {
            @Override
            public String capturedState() {
                return name;
            }

            @Override
            public int in(MemorySegment captured) {
                return (int) field.get(captured, 0L);
            }
        };
    }

    /** Throws {@link IllegalStateException} where the library has no such function. */
    @SuppressWarnings("restricted") // the launcher allows native access
    public MethodHandle function(String name, FunctionDescriptor types, Linker.Option... more) {
        MemorySegment address =
                symbols.find(name).orElseThrow(() -> new IllegalStateException("this system has no function " + name));
        Linker.Option[] options =
                Stream.concat(Stream.of(capture), Stream.of(more)).toArray(Linker.Option[]::new);
        return Linker.nativeLinker().downcallHandle(address, types, options);
    }

    /** What the function returned, unless that means that it failed. */
    public <X extends Exception> long call(Call call, Failed failed, Problem<X> problem) throws X {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment state = memory.allocate(Linker.Option.captureStateLayout());
            long returned = returned(call, state, memory);
            if (failed.is(returned)) {
                throw problem.of(failure.in(state));
            }
            return returned;
        }
    }

    private static long returned(Call call, MemorySegment state, Arena memory) {
        try {
            return call.run(state, memory);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the system threw", e);
        }
    }
}
