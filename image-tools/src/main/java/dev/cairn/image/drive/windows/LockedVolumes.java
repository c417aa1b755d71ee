package dev.cairn.image.drive.windows;

import dev.cairn.image.drive.windows.WindowsError.Doing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The volumes of one drive, locked and dismounted for as long as this is open: Windows refuses to write sectors of mounted volumes
 * (learn.microsoft.com, DeviceIoControl FSCTL_LOCK_VOLUME, FSCTL_DISMOUNT_VOLUME). The lock comes first, as it alone notices open files, and
 * as whoever comes by mounts a volume again that is only dismounted. One thread.
 */
final class LockedVolumes implements AutoCloseable {
    private final Kernel32 kernel;
    private final List<Long> handles = new ArrayList<>();

    private LockedVolumes(Kernel32 kernel) {
        this.kernel = kernel;
    }

    /** All or none. */
    static LockedVolumes of(Kernel32 kernel, int disk) throws IOException {
        LockedVolumes locked = new LockedVolumes(kernel);
        try {
            for (String volume : new Volumes(kernel).on(disk)) {
                locked.add(volume);
            }
            return locked;
        } catch (IOException e) {
            locked.closeAfter(e);
            throw e;
        }
    }

    private void add(String volume) throws IOException {
        try {
            // The documents ask for both shares; without them the file system's own handle is in the way.
            long handle = kernel.createFile(
                    volume,
                    Win32.GENERIC_READ | Win32.GENERIC_WRITE,
                    Win32.FILE_SHARE_READ | Win32.FILE_SHARE_WRITE,
                    0);
            handles.add(handle);
            kernel.deviceIoControl(handle, Win32.FSCTL_LOCK_VOLUME, PhysicalDrive.NO_ANSWER);
            kernel.deviceIoControl(handle, Win32.FSCTL_DISMOUNT_VOLUME, PhysicalDrive.NO_ANSWER);
        } catch (Win32Exception e) {
            throw WindowsError.of(e, volume, Doing.LOCK);
        }
    }

    private void closeAfter(IOException reason) {
        try {
            close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Closing a handle gives its lock back. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (long handle : handles) {
            try {
                kernel.closeHandle(handle);
            } catch (Win32Exception e) {
                first = e;
            }
        }
        handles.clear();
        if (first != null) {
            throw first;
        }
    }
}
