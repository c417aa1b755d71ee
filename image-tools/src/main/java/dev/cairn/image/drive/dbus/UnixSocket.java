package dev.cairn.image.drive.dbus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.cairn.image.drive.raw.ErrnoException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream socket of Linux that is given descriptors along with bytes (unix(7), cmsg(3); numbers and structures as 64-bit Linux has them).
 * One thread.
 */
final class UnixSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 0x8_0001;
    private static final int PATH_BYTES = 108;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final short POLLIN = 1;

    /** struct msghdr: name and its length, vectors and their number, control and its length, flags. */
    private static final int MSGHDR_BYTES = 56;

    private static final int MSGHDR_VECTORS = 16;
    private static final int MSGHDR_CONTROL = 32;
    private static final int MSGHDR_CONTROL_BYTES = 40;

    /** struct cmsghdr: length, level, type, then the data. */
    private static final int CMSGHDR_BYTES = 16;

    /** Linux passes at most 253 descriptors at once. */
    private static final int CONTROL_BYTES = CMSGHDR_BYTES + 253 * Integer.BYTES + 4;

    private final SocketLibrary library;
    private final int descriptor;
    private final List<Integer> received = new ArrayList<>();

    private UnixSocket(SocketLibrary library, int descriptor) {
        this.library = library;
        this.descriptor = descriptor;
    }

    static UnixSocket connect(SocketLibrary library, BusAddress address) throws IOException {
        byte[] name = address.name().getBytes(StandardCharsets.UTF_8);
        if (name.length >= PATH_BYTES) {
            throw new IOException("too long for a socket: " + address.name());
        }
        int descriptor = library.socket(AF_UNIX, SOCK_STREAM_CLOEXEC);
        // An abstract name ends where the address ends, a path with a zero byte.
        int end = name.length > 0 && name[0] == 0 ? 0 : 1;
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment sockaddr = memory.allocate(Short.BYTES + (long) name.length + end, Short.BYTES);
            sockaddr.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, sockaddr, Short.BYTES, name.length);
            library.connect(descriptor, sockaddr);
            return new UnixSocket(library, descriptor);
        } catch (ErrnoException e) {
            library.close(descriptor);
            throw e;
        }
    }

    void send(byte[] bytes) throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment all = memory.allocate(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, all, 0, bytes.length);
            long sent = 0;
            while (sent < bytes.length) {
                sent += library.send(descriptor, all.asSlice(sent), MSG_NOSIGNAL);
            }
        }
    }

    /** Exactly so many bytes; descriptors that came with them are kept for {@link #takeDescriptors()}. */
    byte[] receive(int count, Patience patience) throws IOException {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            await(patience);
            int now = receive(bytes, got);
            if (now == 0) {
                throw new EOFException("the bus closed the connection");
            }
            got += now;
        }
        return bytes;
    }

    private void await(Patience patience) throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment entry = memory.allocate(8, Integer.BYTES);
            entry.set(JAVA_INT, 0, descriptor);
            entry.set(JAVA_SHORT, Integer.BYTES, POLLIN);
            int ready;
            do {
                ready = library.poll(entry, 1, patience.milliseconds());
            } while (ready == 0);
        }
    }

    private int receive(byte[] into, int at) throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment buffer = memory.allocate(into.length - at);
            MemorySegment control = memory.allocate(CONTROL_BYTES, Long.BYTES);
            MemorySegment vector = memory.allocate(2L * Long.BYTES, Long.BYTES);
            vector.set(ADDRESS, 0, buffer);
            vector.set(JAVA_LONG, Long.BYTES, buffer.byteSize());
            MemorySegment header = memory.allocate(MSGHDR_BYTES, Long.BYTES);
            header.set(ADDRESS, MSGHDR_VECTORS, vector);
            header.set(JAVA_LONG, MSGHDR_VECTORS + Long.BYTES, 1);
            header.set(ADDRESS, MSGHDR_CONTROL, control);
            header.set(JAVA_LONG, MSGHDR_CONTROL_BYTES, CONTROL_BYTES);
            int count = (int) library.recvmsg(descriptor, header, MSG_CMSG_CLOEXEC);
            descriptors(control, header.get(JAVA_LONG, MSGHDR_CONTROL_BYTES));
            MemorySegment.copy(buffer, 0, MemorySegment.ofArray(into), at, count);
            return count;
        }
    }

    private void descriptors(MemorySegment control, long bytes) {
        long at = 0;
        while (at + CMSGHDR_BYTES <= bytes) {
            long length = control.get(JAVA_LONG, at);
            boolean rights = control.get(JAVA_INT, at + Long.BYTES) == SOL_SOCKET
                    && control.get(JAVA_INT, at + Long.BYTES + Integer.BYTES) == SCM_RIGHTS;
            for (long one = at + CMSGHDR_BYTES; rights && one + Integer.BYTES <= at + length; one += Integer.BYTES) {
                received.add(control.get(JAVA_INT, one));
            }
            at += Math.max(CMSGHDR_BYTES, (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        }
    }

    /** What was received since this was called the last time; the caller closes them. */
    List<Integer> takeDescriptors() {
        List<Integer> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    void closeAll(List<Integer> descriptors) throws IOException {
        for (int one : descriptors) {
            library.close(one);
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(takeDescriptors());
        library.close(descriptor);
    }
}
