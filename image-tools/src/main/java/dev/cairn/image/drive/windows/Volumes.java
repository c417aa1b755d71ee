package dev.cairn.image.drive.windows;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the volumes that lie on a drive, also those without a letter (learn.microsoft.com, Enumerating Volumes). Stateless. */
final class Volumes {
    /** VOLUME_DISK_EXTENTS: a count, padded to 8 bytes, then DISK_EXTENTs: the disk's number, padded to 8 bytes, offset, length. */
    private static final int HEAD_BYTES = 8;

    private static final int EXTENT_BYTES = 24;
    private static final int MOST_EXTENTS = 64;

    private final Kernel32 kernel;

    Volumes(Kernel32 kernel) {
        this.kernel = kernel;
    }

    /** Names to open the volumes by. Throws when one of them lies on another drive as well. */
    List<String> on(int disk) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : all()) {
            Set<Integer> disks = disks(name);
            if (disks.contains(disk)) {
                if (disks.size() > 1) {
                    throw new IOException(name + " lies on several drives: " + disks);
                }
                found.add(name);
            }
        }
        return found;
    }

    private List<String> all() throws Win32Exception {
        List<String> names = new ArrayList<>();
        Kernel32.FirstVolume first = kernel.findFirstVolume();
        try {
            names.add(withoutSlash(first.name()));
            while (true) {
                names.add(withoutSlash(kernel.findNextVolume(first.search())));
            }
        } catch (Win32Exception e) {
            if (e.code() != Win32.ERROR_NO_MORE_FILES) {
                throw e;
            }
            return names;
        } finally {
            kernel.findVolumeClose(first.search());
        }
    }

    /** With the backslash at its end the name means the volume's root folder. */
    private static String withoutSlash(String name) {
        return name.endsWith("\\") ? name.substring(0, name.length() - 1) : name;
    }

    /** Nothing for what lies on no disk or cannot be asked: optical drives, empty card readers, volumes that went away just now. */
    private Set<Integer> disks(String volume) throws Win32Exception {
        long handle;
        try {
            handle = kernel.createFile(volume, 0, Win32.FILE_SHARE_READ | Win32.FILE_SHARE_WRITE, 0);
        } catch (Win32Exception e) {
            return Set.of();
        }
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment extents = memory.allocate(HEAD_BYTES + (long) MOST_EXTENTS * EXTENT_BYTES, Long.BYTES);
            return ask(handle, extents) ? numbers(extents) : Set.of();
        } finally {
            kernel.closeHandle(handle);
        }
    }

    private boolean ask(long handle, MemorySegment extents) {
        try {
            return kernel.deviceIoControl(handle, Win32.IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS, extents) >= HEAD_BYTES;
        } catch (Win32Exception e) {
            return e.code() == Win32.ERROR_MORE_DATA;
        }
    }

    private static Set<Integer> numbers(MemorySegment extents) {
        Set<Integer> disks = new TreeSet<>();
        int count = Math.clamp(extents.get(JAVA_INT, 0), 0, MOST_EXTENTS);
        for (int i = 0; i < count; i++) {
            disks.add(extents.get(JAVA_INT, HEAD_BYTES + (long) i * EXTENT_BYTES));
        }
        return disks;
    }
}
