package dev.cairn.image.drive.raw;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Methods of a test behind real function addresses, so that calls through java.lang.foreign run as on the system that is played: their types,
 * strings and structures. The codes of failures come from here: Java calls of the test's own machine may overwrite what its linker captures.
 */
public final class PlayedLibrary {
    private final Object player;
    private final MethodHandles.Lookup lookup;
    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final ThreadLocal<Integer> lastCode = ThreadLocal.withInitial(() -> 0);

    /** {@code lookup} sees the player's methods. */
    public PlayedLibrary(Object player, MethodHandles.Lookup lookup) {
        this.player = player;
        this.lookup = lookup;
    }

    /** Puts the player's method of this name behind the function of that name. */
    public void export(String function, String method, Class<?> returned, ValueLayout... arguments)
            throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(arguments).map(ValueLayout::carrier).toArray(Class<?>[]::new);
        MethodHandle target = lookup.findVirtual(player.getClass(), method, MethodType.methodType(returned, types))
                .bindTo(player);
        ValueLayout result = returned == long.class ? JAVA_LONG : JAVA_INT;
        FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
        functions.put(function, Linker.nativeLinker().upcallStub(target, descriptor, Arena.ofAuto()));
    }

    /** The code that the caller of the function will see. */
    public void fail(int code) {
        lastCode.set(code);
    }

    /** So many bytes behind a pointer. */
    public static MemorySegment at(MemorySegment pointer, long bytes) {
        return pointer.equals(MemorySegment.NULL) ? MemorySegment.NULL : pointer.reinterpret(bytes);
    }

    public SystemLibrary library() {
        return new SystemLibrary(name -> Optional.ofNullable(functions.get(name)), new SystemLibrary.FailureCode() {
            @Override
            public String capturedState() {
                return Linker.Option.captureStateLayout().memberLayouts().stream()
                        .map(MemoryLayout::name)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow();
            }

            @Override
            public int in(MemorySegment captured) {
                return lastCode.get();
            }
        });
    }
}
