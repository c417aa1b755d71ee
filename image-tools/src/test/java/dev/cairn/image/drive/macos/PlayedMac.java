package dev.cairn.image.drive.macos;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.MemoryDisk;
import dev.cairn.image.drive.raw.RawCall;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays libSystem and diskutil on memory disks, by Apple's manual and the sources of xnu and IOStorageFamily; nothing here was ever held
 * against a real Mac. It refuses transfers that are not whole sectors, opening mounted disks for writing, and requests with an answer of the
 * wrong length. Thread-safe.
 */
public final class PlayedMac implements LibSystem, DiskUtility {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int ENXIO = 6;
    private static final int EBADF = 9;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int EROFS = 30;

    /** What a program should not have done. */
    public final List<String> offences = new ArrayList<>();

    /** Openings, unmounts and closings in their order. */
    public final List<String> calls = new ArrayList<>();

    public volatile boolean root = true;
    public volatile boolean fullDiskAccess = true;
    /** Whether devices know F_FULLFSYNC. */
    public volatile boolean flushesFiles;
    /** Whether disks have a cache to flush. */
    public volatile boolean flushesDisks = true;
    /** Calls until one is interrupted. */
    public int interruptedIn = Integer.MAX_VALUE;

    public int flushes;
    private final Map<Integer, Plugged> disks = new TreeMap<>();
    private final Map<Integer, Open> open = new TreeMap<>();
    private int nextDescriptor = 3;

    private static final class Plugged {
        private final MemoryDisk disk;
        private boolean mounted = true;
        private boolean inUse;
        private boolean readOnly;

        Plugged(MemoryDisk disk) {
            this.disk = disk;
        }
    }

    private record Open(String path, boolean writes, Plugged plugged, List<Integer> settings) {}

    /** A disk with a mounted volume. */
    public synchronized MemoryDisk plug(int number, long bytes, int sectorBytes) {
        MemoryDisk disk = new MemoryDisk(bytes, sectorBytes);
        disks.put(number, new Plugged(disk));
        return disk;
    }

    /** Somebody works with a file on it. */
    public synchronized void use(int number) {
        plugged(number).inUse = true;
    }

    /** Its switch is on read-only, and the driver says so itself. */
    public synchronized void readOnly(int number) {
        plugged(number).readOnly = true;
    }

    private Plugged plugged(int number) {
        return java.util.Objects.requireNonNull(disks.get(number));
    }

    /** Descriptors that nobody closed. */
    public synchronized List<String> stillOpen() {
        return open.values().stream().map(Open::path).toList();
    }

    @Override
    public synchronized void unmountDisk(String disk) throws IOException {
        calls.add("unmount " + disk);
        for (Map.Entry<Integer, Plugged> entry : disks.entrySet()) {
            if (disk.equals("/dev/disk" + entry.getKey())) {
                if (entry.getValue().inUse) {
                    throw new IOException(disk + " cannot be unmounted: at least one volume could not be unmounted");
                }
                entry.getValue().mounted = false;
                return;
            }
        }
        throw new IOException(disk + " cannot be unmounted: no such disk");
    }

    private void mayBeInterrupted(String function) throws ErrnoException {
        if (interruptedIn-- == 0) {
            throw new ErrnoException(function, RawCall.EINTR);
        }
    }

    @Override
    public synchronized int open(String path, int flags) throws ErrnoException {
        Plugged found = find(path);
        boolean writes = flags == Darwin.O_RDWR;
        if (flags != Darwin.O_RDONLY && !writes) {
            offences.add("opens with flags " + flags);
        }
        if (!fullDiskAccess) {
            throw new ErrnoException("open", EPERM);
        }
        if (!root || (writes && found.disk.writeProtected)) {
            throw new ErrnoException("open", EACCES);
        }
        boolean written = open.values().stream().anyMatch(other -> other.plugged == found && other.writes);
        if (writes && (found.mounted || written)) {
            throw new ErrnoException("open", EBUSY);
        }
        calls.add((writes ? "write " : "read ") + path);
        open.put(++nextDescriptor, new Open(path, writes, found, new ArrayList<>()));
        return nextDescriptor;
    }

    private Plugged find(String path) throws ErrnoException {
        for (Map.Entry<Integer, Plugged> entry : disks.entrySet()) {
            if (path.equals("/dev/disk" + entry.getKey())) {
                offences.add("opens the device with a cache");
            }
            if (path.equals("/dev/rdisk" + entry.getKey())
                    && entry.getValue().disk.answers()) {
                return entry.getValue();
            }
        }
        throw new ErrnoException("open", ENOENT);
    }

    private Open opened(int descriptor, String function) throws ErrnoException {
        mayBeInterrupted(function);
        Open found = open.get(descriptor);
        if (found == null) {
            offences.add(function + " on a descriptor that is not open");
            throw new ErrnoException(function, EBADF);
        }
        if (!found.plugged.disk.answers()) {
            throw new ErrnoException(function, ENXIO);
        }
        return found;
    }

    private MemoryDisk transfer(Open opened, MemorySegment memory, long at, String function) throws ErrnoException {
        MemoryDisk disk = opened.plugged.disk;
        if ((memory.byteSize() | at) % disk.sectorBytes != 0) {
            throw new ErrnoException(function, EINVAL);
        }
        if (!opened.settings.contains(Darwin.F_NOCACHE)) {
            offences.add(function + " without F_NOCACHE");
        }
        return disk;
    }

    @Override
    public synchronized int pread(int descriptor, MemorySegment into, long at) throws ErrnoException {
        MemoryDisk disk = transfer(opened(descriptor, "pread"), into, at, "pread");
        if (!disk.readable(at, into.byteSize())) {
            throw new ErrnoException("pread", EIO);
        }
        int bytes = disk.portion(at, into.byteSize());
        disk.read(into, at, bytes);
        return bytes;
    }

    @Override
    public synchronized int pwrite(int descriptor, MemorySegment source, long at) throws ErrnoException {
        Open opened = opened(descriptor, "pwrite");
        MemoryDisk disk = transfer(opened, source, at, "pwrite");
        if (!opened.writes) {
            throw new ErrnoException("pwrite", EBADF);
        }
        if (opened.plugged.readOnly) {
            throw new ErrnoException("pwrite", EROFS);
        }
        if (at >= disk.size) {
            throw new ErrnoException("pwrite", ENOSPC);
        }
        int bytes = disk.portion(at, source.byteSize());
        disk.write(source, at, bytes);
        return bytes;
    }

    @Override
    public synchronized void fcntl(int descriptor, int command, int argument) throws ErrnoException {
        Open opened = opened(descriptor, "fcntl");
        if (command == Darwin.F_NOCACHE && argument == 1) {
            opened.settings.add(command);
        } else if (command == Darwin.F_FULLFSYNC && flushesFiles) {
            flushes++;
        } else {
            throw new ErrnoException("fcntl", Darwin.ENOTTY);
        }
    }

    @Override
    public synchronized void ioctl(int descriptor, long request, MemorySegment answer) throws ErrnoException {
        MemoryDisk disk = opened(descriptor, "ioctl").plugged.disk;
        // A request tells the length of its answer itself (sys/ioccom.h).
        if (answer.byteSize() != (request >> 16 & 0x1fff)) {
            offences.add("an answer of %d bytes for request %x".formatted(answer.byteSize(), request));
        }
        if (request == Darwin.DKIOCGETBLOCKSIZE) {
            answer.set(JAVA_INT, 0, disk.sectorBytes);
        } else if (request == Darwin.DKIOCGETBLOCKCOUNT) {
            answer.set(JAVA_LONG, 0, disk.size / disk.sectorBytes);
        } else if (request == Darwin.DKIOCSYNCHRONIZECACHE && flushesDisks) {
            flushes++;
        } else {
            throw new ErrnoException("ioctl", request == Darwin.DKIOCSYNCHRONIZECACHE ? Darwin.ENOTSUP : Darwin.ENOTTY);
        }
    }

    @Override
    public synchronized void close(int descriptor) throws ErrnoException {
        Open closed = open.remove(descriptor);
        if (closed == null) {
            offences.add("closes what is not open");
            throw new ErrnoException("close", EBADF);
        }
        calls.add("close " + (closed.writes ? "write " : "read ") + closed.path);
    }
}
