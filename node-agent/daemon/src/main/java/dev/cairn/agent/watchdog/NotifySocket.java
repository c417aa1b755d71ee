package dev.cairn.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The datagram socket on which systemd hears of its services (sd_notify(3), unix(7)); Java has no datagrams of this family. Only on
 * 64-bit Linux. Thread-safe.
 */
final class NotifySocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 0x8_0002;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x4040;
    private static final int PATH_BYTES = 108;

    private final MethodHandle socket =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle sendto = function(
            "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final byte[] name;

    /** {@code address} as in {@code NOTIFY_SOCKET}: a path, or a name that begins with {@code @}. */
    NotifySocket(String address) {
        this.name = address.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= PATH_BYTES || name[0] != '/' && name[0] != '@') {
            throw new IllegalArgumentException("not the name of a socket: " + address);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
    }

    /** Sends one datagram, without waiting for anybody to take it. */
    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment data = memory.allocateFrom(JAVA_BYTE, bytes);
            // A path ends with a zero byte, an abstract name with its length.
            long length = Short.BYTES + (long) name.length + (name[0] == 0 ? 0 : 1);
            MemorySegment to = memory.allocate(length, Short.BYTES);
            to.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, to, Short.BYTES, name.length);
            int descriptor = (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (descriptor < 0) {
                throw new IOException("no socket");
            }
            long sent = (long)
                    sendto.invokeExact(descriptor, data, (long) bytes.length, MSG_DONTWAIT_NOSIGNAL, to, (int) length);
            int closed = (int) close.invokeExact(descriptor);
            if (sent != bytes.length || closed != 0) {
                throw new IOException("systemd takes no datagrams");
            }
        } catch (IOException | RuntimeException | Error thrown) {
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
