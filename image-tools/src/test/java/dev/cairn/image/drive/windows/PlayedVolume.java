package dev.cairn.image.drive.windows;

import java.util.List;

/** A volume of a played Windows: a file system that is mounted unless somebody holds it locked and dismounted. */
public final class PlayedVolume {
    final String guid;
    final List<Extent> extents;
    volatile int openFiles;
    /** What asking for its disks fails with; 0 for volumes on disks. */
    volatile int extentsFail;

    private long lockedBy = Win32.INVALID_HANDLE_VALUE;
    private boolean dismounted;

    /** A piece of a disk. */
    public record Extent(int disk, long offset, long bytes) {}

    PlayedVolume(String guid, List<Extent> extents) {
        this.guid = guid;
        this.extents = List.copyOf(extents);
    }

    /** Somebody works with a file on it. */
    public void openFile() {
        openFiles++;
    }

    String name() {
        return "\\\\?\\Volume{" + guid + "}";
    }

    boolean lock(long handle) {
        if (openFiles > 0 || (lockedBy != Win32.INVALID_HANDLE_VALUE && lockedBy != handle)) {
            return false;
        }
        lockedBy = handle;
        return true;
    }

    boolean lockedBy(long handle) {
        return lockedBy == handle;
    }

    boolean lockedByOther(long handle) {
        return lockedBy != Win32.INVALID_HANDLE_VALUE && lockedBy != handle;
    }

    void dismount() {
        dismounted = true;
    }

    boolean guards(int disk, long at, long bytes) {
        boolean free = dismounted && lockedBy != Win32.INVALID_HANDLE_VALUE;
        return !free
                && extents.stream()
                        .anyMatch(extent -> extent.disk() == disk
                                && at < extent.offset() + extent.bytes()
                                && at + bytes > extent.offset());
    }

    /** True when it was locked by this handle and is mounted again now. */
    boolean released(long handle) {
        if (lockedBy != handle) {
            return false;
        }
        lockedBy = Win32.INVALID_HANDLE_VALUE;
        dismounted = false;
        return true;
    }
}
