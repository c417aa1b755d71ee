package dev.cairn.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real datagram socket in the place of systemd's. */
final class DatagramEar implements AutoCloseable {
    private static final int MSG_DONTWAIT = 0x40;

    private final int descriptor;

    DatagramEar(Path path) throws Throwable {
        descriptor = (int) function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                .invokeExact(1, 2, 0);
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment address = memory.allocate(110, 2);
            address.set(JAVA_SHORT, 0, (short) 1);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, address, 2, name.length);
            int bound = (int) function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(descriptor, address, 110);
            if (bound != 0) {
                throw new AssertionError("cannot bind " + path);
            }
        }
    }

    /** What came in so far. */
    List<String> heard() throws Throwable {
        MethodHandle recv = function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        List<String> heard = new ArrayList<>();
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment buffer = memory.allocate(256);
            long count;
            while ((count = (long) recv.invokeExact(descriptor, buffer, 256L, MSG_DONTWAIT)) >= 0) {
                heard.add(new String(buffer.asSlice(0, count).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            }
        }
        return heard;
    }

    @Override
    public void close() {
        try {
            int closed = (int)
                    function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(descriptor);
            if (closed != 0) {
                throw new AssertionError("cannot close");
            }
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
