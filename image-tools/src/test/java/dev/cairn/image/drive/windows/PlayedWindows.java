package dev.cairn.image.drive.windows;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.MemoryDisk;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays kernel32 on memory disks, by what Microsoft documents; nothing here was ever held against a real Windows. It refuses transfers that
 * are not whole sectors, writes to mounted volumes, and openings that others' shares forbid; it notes what no program should do, and scribbles
 * on volumes that are given back before the partitions were read anew, as a mounted file system does. Thread-safe.
 */
public final class PlayedWindows implements Kernel32 {
    private static final int INVALID_FUNCTION = 1;
    private static final int FILE_NOT_FOUND = 2;
    private static final int PATH_NOT_FOUND = 3;
    private static final int ACCESS_DENIED = 5;
    private static final int INVALID_HANDLE = 6;
    private static final int WRITE_PROTECT = 19;
    private static final int CRC = 23;
    private static final int SECTOR_NOT_FOUND = 27;
    private static final int SHARING_VIOLATION = 32;
    private static final int INVALID_PARAMETER = 87;
    private static final int INSUFFICIENT_BUFFER = 122;
    private static final int NOT_CONNECTED = 1167;
    private static final int DISK_GEOMETRY_EX_BYTES = 40;

    /** What a program should not have done. */
    public final List<String> offences = new ArrayList<>();

    /** Every call, by its name and what it was about. */
    public final List<String> calls = new ArrayList<>();

    public volatile boolean administrator = true;
    private final Map<Integer, MemoryDisk> disks = new TreeMap<>();
    private final List<PlayedVolume> volumes = new ArrayList<>();
    private final Map<Long, Open> open = new TreeMap<>();
    private final Map<Long, Iterator<PlayedVolume>> searches = new TreeMap<>();
    private long nextHandle = 4;

    private record Open(String name, int access, int share, int flags, int disk, List<PlayedVolume> volume) {
        boolean may(int right) {
            return (access & right) != 0;
        }
    }

    public synchronized MemoryDisk plug(int number, long bytes, int sectorBytes) {
        MemoryDisk disk = new MemoryDisk(bytes, sectorBytes);
        disks.put(number, disk);
        return disk;
    }

    public synchronized PlayedVolume volume(PlayedVolume.Extent... extents) {
        PlayedVolume volume =
                new PlayedVolume("00000000-0000-0000-0000-%012d".formatted(volumes.size() + 1), List.of(extents));
        volumes.add(volume);
        return volume;
    }

    /** A volume that lies on no disk that one could ask for: an optical drive, an empty card reader. */
    public synchronized void volumeWithoutDisk(int code) {
        volume().extentsFail = code;
    }

    /** Handles that nobody closed. */
    public synchronized List<String> stillOpen() {
        List<String> names =
                new ArrayList<>(open.values().stream().map(Open::name).toList());
        searches.keySet().forEach(search -> names.add("search " + search));
        return names;
    }

    @Override
    public synchronized long createFile(String name, int access, int share, int flags) throws Win32Exception {
        calls.add("open " + name);
        Open wanted = find(name, access, share, flags);
        for (Open other : open.values()) {
            if (other.name.equals(name) && (excludes(other, access) || excludes(wanted, other.access))) {
                throw new Win32Exception("CreateFileW", SHARING_VIOLATION);
            }
        }
        long handle = nextHandle += 4;
        open.put(handle, wanted);
        return handle;
    }

    private Open find(String name, int access, int share, int flags) throws Win32Exception {
        if (name.endsWith("\\")) {
            throw new Win32Exception("CreateFileW", PATH_NOT_FOUND);
        }
        if (access != 0 && !administrator) {
            throw new Win32Exception("CreateFileW", ACCESS_DENIED);
        }
        for (Map.Entry<Integer, MemoryDisk> disk : disks.entrySet()) {
            if (name.equals("\\\\.\\PhysicalDrive" + disk.getKey())
                    && disk.getValue().answers()) {
                return new Open(name, access, share, flags, disk.getKey(), List.of());
            }
        }
        for (PlayedVolume volume : volumes) {
            if (name.equals(volume.name())) {
                if (access != 0 && volume.lockedByOther(0)) {
                    throw new Win32Exception("CreateFileW", ACCESS_DENIED);
                }
                return new Open(name, access, share, flags, -1, List.of(volume));
            }
        }
        throw new Win32Exception("CreateFileW", FILE_NOT_FOUND);
    }

    private static boolean excludes(Open holder, int access) {
        boolean reads = (access & Win32.GENERIC_READ) != 0 && (holder.share & Win32.FILE_SHARE_READ) == 0;
        boolean writes = (access & Win32.GENERIC_WRITE) != 0 && (holder.share & Win32.FILE_SHARE_WRITE) == 0;
        return reads || writes;
    }

    private Open opened(long handle, String function) throws Win32Exception {
        Open found = open.get(handle);
        if (found == null) {
            offences.add(function + " on a handle that is not open");
            throw new Win32Exception(function, INVALID_HANDLE);
        }
        return found;
    }

    private MemoryDisk disk(Open opened, String function) throws Win32Exception {
        MemoryDisk disk = disks.get(opened.disk);
        if (disk == null) {
            throw new Win32Exception(function, INVALID_FUNCTION);
        }
        if (!disk.answers()) {
            throw new Win32Exception(function, NOT_CONNECTED);
        }
        return disk;
    }

    private static void requireSectors(Open opened, MemoryDisk disk, MemorySegment memory, long at, String function)
            throws Win32Exception {
        if ((opened.flags & Win32.FILE_FLAG_NO_BUFFERING) != 0 && !disk.aligned(memory, at)) {
            throw new Win32Exception(function, INVALID_PARAMETER);
        }
    }

    @Override
    public synchronized int readFile(long handle, MemorySegment into, long at) throws Win32Exception {
        Open opened = opened(handle, "ReadFile");
        MemoryDisk disk = disk(opened, "ReadFile");
        requireSectors(opened, disk, into, at, "ReadFile");
        if (!opened.may(Win32.GENERIC_READ)) {
            throw new Win32Exception("ReadFile", ACCESS_DENIED);
        }
        if (!disk.readable(at, into.byteSize())) {
            throw new Win32Exception("ReadFile", CRC);
        }
        if (at >= disk.size) {
            throw new Win32Exception("ReadFile", Win32.ERROR_HANDLE_EOF);
        }
        int bytes = disk.portion(at, into.byteSize());
        disk.read(into, at, bytes);
        return bytes;
    }

    @Override
    public synchronized int writeFile(long handle, MemorySegment source, long at) throws Win32Exception {
        Open opened = opened(handle, "WriteFile");
        MemoryDisk disk = disk(opened, "WriteFile");
        requireSectors(opened, disk, source, at, "WriteFile");
        if (disk.writeProtected) {
            throw new Win32Exception("WriteFile", WRITE_PROTECT);
        }
        boolean mounted = volumes.stream().anyMatch(volume -> volume.guards(opened.disk, at, source.byteSize()));
        if (!opened.may(Win32.GENERIC_WRITE) || mounted) {
            throw new Win32Exception("WriteFile", ACCESS_DENIED);
        }
        if (at + source.byteSize() > disk.size) {
            throw new Win32Exception("WriteFile", SECTOR_NOT_FOUND);
        }
        int bytes = disk.portion(at, source.byteSize());
        disk.write(source, at, bytes);
        return bytes;
    }

    @Override
    public synchronized void flushFileBuffers(long handle) throws Win32Exception {
        disk(opened(handle, "FlushFileBuffers"), "FlushFileBuffers");
    }

    @Override
    public synchronized int deviceIoControl(long handle, int code, MemorySegment answer) throws Win32Exception {
        Open opened = opened(handle, "DeviceIoControl");
        if (opened.volume.isEmpty()) {
            return control(opened, code, answer);
        }
        calls.add("control %x %s".formatted(code, opened.name));
        return control(handle, opened, opened.volume.getFirst(), code, answer);
    }

    private int control(Open opened, int code, MemorySegment answer) throws Win32Exception {
        MemoryDisk disk = disk(opened, "DeviceIoControl");
        return switch (code) {
            case Win32.IOCTL_DISK_GET_LENGTH_INFO -> {
                answer.set(JAVA_LONG, 0, disk.size);
                yield Long.BYTES;
            }
            case Win32.IOCTL_DISK_GET_DRIVE_GEOMETRY_EX -> {
                if (answer.byteSize() < DISK_GEOMETRY_EX_BYTES) {
                    throw new Win32Exception("DeviceIoControl", INSUFFICIENT_BUFFER);
                }
                answer.set(JAVA_INT, 20, disk.sectorBytes);
                answer.set(JAVA_LONG, 24, disk.size);
                yield DISK_GEOMETRY_EX_BYTES;
            }
            case Win32.IOCTL_DISK_UPDATE_PROPERTIES -> {
                // Volumes of partitions that the new table does not have go away.
                volumes.removeIf(volume -> volume.extents.stream().anyMatch(extent -> extent.disk() == opened.disk));
                yield 0;
            }
            default -> throw new Win32Exception("DeviceIoControl", INVALID_FUNCTION);
        };
    }

    private int control(long handle, Open opened, PlayedVolume volume, int code, MemorySegment answer)
            throws Win32Exception {
        switch (code) {
            case Win32.IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS -> {
                return extents(volume, answer);
            }
            case Win32.FSCTL_LOCK_VOLUME -> {
                if ((opened.share & 3) != 3 || !opened.may(Win32.GENERIC_WRITE)) {
                    offences.add("locks a volume through a handle that does not share reading and writing");
                }
                if (!volume.lock(handle)) {
                    throw new Win32Exception("DeviceIoControl", ACCESS_DENIED);
                }
            }
            case Win32.FSCTL_DISMOUNT_VOLUME -> {
                if (!volume.lockedBy(handle)) {
                    offences.add("dismounts a volume that it did not lock");
                }
                volume.dismount();
            }
            default -> throw new Win32Exception("DeviceIoControl", INVALID_FUNCTION);
        }
        return 0;
    }

    private static int extents(PlayedVolume volume, MemorySegment answer) throws Win32Exception {
        if (volume.extentsFail != 0) {
            throw new Win32Exception("DeviceIoControl", volume.extentsFail);
        }
        answer.set(JAVA_INT, 0, volume.extents.size());
        int room = (int) (answer.byteSize() - 8) / 24;
        for (int i = 0; i < Math.min(room, volume.extents.size()); i++) {
            PlayedVolume.Extent extent = volume.extents.get(i);
            answer.set(JAVA_INT, 8 + 24L * i, extent.disk());
            answer.set(JAVA_LONG, 16 + 24L * i, extent.offset());
            answer.set(JAVA_LONG, 24 + 24L * i, extent.bytes());
        }
        if (room < volume.extents.size()) {
            throw new Win32Exception("DeviceIoControl", Win32.ERROR_MORE_DATA);
        }
        return 8 + 24 * volume.extents.size();
    }

    @Override
    public synchronized void closeHandle(long handle) throws Win32Exception {
        Open closed = opened(handle, "CloseHandle");
        open.remove(handle);
        calls.add("close " + closed.name);
        for (PlayedVolume volume : closed.volume) {
            if (volume.released(handle) && volumes.contains(volume)) {
                scribble(volume);
            }
        }
    }

    private void scribble(PlayedVolume volume) {
        PlayedVolume.Extent extent = volume.extents.getFirst();
        MemoryDisk disk = disks.get(extent.disk());
        if (disk != null) {
            byte[] old = disk.bytes(extent.offset(), 4096);
            old[0] = (byte) ~old[0];
            disk.put(extent.offset(), old);
        }
    }

    @Override
    public synchronized FirstVolume findFirstVolume() {
        long search = nextHandle += 4;
        Iterator<PlayedVolume> rest = List.copyOf(volumes).iterator();
        searches.put(search, rest);
        return new FirstVolume(search, rest.next().name() + "\\");
    }

    @Override
    public synchronized String findNextVolume(long search) throws Win32Exception {
        Iterator<PlayedVolume> rest = searches.get(search);
        if (rest == null) {
            throw new Win32Exception("FindNextVolumeW", INVALID_HANDLE);
        }
        if (!rest.hasNext()) {
            throw new Win32Exception("FindNextVolumeW", Win32.ERROR_NO_MORE_FILES);
        }
        return rest.next().name() + "\\";
    }

    @Override
    public synchronized void findVolumeClose(long search) throws Win32Exception {
        if (searches.remove(search) == null) {
            throw new Win32Exception("FindVolumeClose", INVALID_HANDLE);
        }
    }
}
