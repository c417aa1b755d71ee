package dev.cairn.image.drive.macos;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.RawCall;
import dev.cairn.image.drive.raw.RawDrive;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * {@code /dev/rdiskN}, the character device, which has no cache. It is opened for reading first: an open descriptor keeps the disk's number
 * from being given to another one, so that what was checked is what is unmounted and opened for writing. One thread.
 */
final class RawDisk implements RawDrive {
    private final LibSystem system;
    private final DiskUtility utility;
    private final int number;
    private int descriptor;

    private RawDisk(LibSystem system, DiskUtility utility, int number, int descriptor) {
        this.system = system;
        this.utility = utility;
        this.number = number;
        this.descriptor = descriptor;
    }

    static RawDisk open(LibSystem system, DiskUtility utility, int number) throws IOException {
        try {
            return new RawDisk(system, utility, number, uncached(system, raw(number), Darwin.O_RDONLY));
        } catch (ErrnoException e) {
            throw MacError.of(e, raw(number));
        }
    }

    static String raw(int number) {
        return "/dev/rdisk" + number;
    }

    private static int uncached(LibSystem system, String path, int flags) throws ErrnoException {
        int opened = system.open(path, flags);
        try {
            system.fcntl(opened, Darwin.F_NOCACHE, 1);
            return opened;
        } catch (ErrnoException e) {
            system.close(opened);
            throw e;
        }
    }

    @Override
    public long size() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment block = memory.allocate(JAVA_INT);
            MemorySegment count = memory.allocate(JAVA_LONG);
            return call(() -> {
                system.ioctl(descriptor, Darwin.DKIOCGETBLOCKSIZE, block);
                system.ioctl(descriptor, Darwin.DKIOCGETBLOCKCOUNT, count);
                return Math.multiplyExact(Integer.toUnsignedLong(block.get(JAVA_INT, 0)), count.get(JAVA_LONG, 0));
            });
        }
    }

    @Override
    public int sectorBytes() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment block = memory.allocate(JAVA_INT);
            return call(() -> {
                system.ioctl(descriptor, Darwin.DKIOCGETBLOCKSIZE, block);
                return block.get(JAVA_INT, 0);
            });
        }
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        return call(() -> system.pwrite(descriptor, MemorySegment.ofBuffer(source), at));
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return call(() -> system.pread(descriptor, MemorySegment.ofBuffer(into), at));
    }

    /** What has no volume knows no F_FULLFSYNC on some releases; then the disk itself is told, which some without a cache do not know. */
    @Override
    public void flush() throws IOException {
        call(() -> {
            if (!knows(() -> system.fcntl(descriptor, Darwin.F_FULLFSYNC, 0))) {
                knows(() -> system.ioctl(descriptor, Darwin.DKIOCSYNCHRONIZECACHE, MemorySegment.NULL));
            }
            return true;
        });
    }

    private interface Request {
        void send() throws ErrnoException;
    }

    private static boolean knows(Request request) throws ErrnoException {
        try {
            request.send();
            return true;
        } catch (ErrnoException e) {
            if (e.code() != Darwin.ENOTTY && e.code() != Darwin.ENOTSUP) {
                throw e;
            }
            return false;
        }
    }

    /** A mounted disk cannot be opened for writing, and one that is open for writing cannot be mounted. */
    @Override
    public void takeAlone() throws IOException {
        utility.unmountDisk("/dev/disk" + number);
        int checked = descriptor;
        descriptor = call(() -> uncached(system, raw(number), Darwin.O_RDWR));
        system.close(checked);
    }

    private <T> T call(RawCall<T> call) throws IOException {
        try {
            return RawCall.finished(call);
        } catch (ErrnoException e) {
            throw MacError.of(e, raw(number));
        }
    }

    @Override
    public void close() throws IOException {
        system.close(descriptor);
    }
}
