package dev.cairn.image.drive.windows;

/**
 * Numbers of the Windows API (learn.microsoft.com: CreateFileW, File Access Rights Constants, winioctl.h, Disk Management Control Codes, Volume
 * Management Control Codes, System Error Codes).
 */
final class Win32 {
    static final int GENERIC_READ = 0x8000_0000;
    static final int GENERIC_WRITE = 0x4000_0000;
    static final int FILE_SHARE_READ = 0x1;
    static final int FILE_SHARE_WRITE = 0x2;
    static final int OPEN_EXISTING = 3;
    static final int FILE_FLAG_WRITE_THROUGH = 0x8000_0000;
    static final int FILE_FLAG_NO_BUFFERING = 0x2000_0000;
    static final long INVALID_HANDLE_VALUE = -1;

    static final int FSCTL_LOCK_VOLUME = 0x0009_0018;
    static final int FSCTL_DISMOUNT_VOLUME = 0x0009_0020;
    static final int IOCTL_DISK_GET_LENGTH_INFO = 0x0007_405C;
    static final int IOCTL_DISK_GET_DRIVE_GEOMETRY_EX = 0x0007_00A0;

    /** A DISK_GEOMETRY_EX with the one byte of data that its declaration has, and where its {@code Geometry.BytesPerSector} stands. */
    static final int DISK_GEOMETRY_EX_BYTES = 40;

    static final int BYTES_PER_SECTOR_AT = 20;
    static final int IOCTL_DISK_UPDATE_PROPERTIES = 0x0007_0140;
    static final int IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS = 0x0056_0000;

    static final int ERROR_NO_MORE_FILES = 18;
    static final int ERROR_HANDLE_EOF = 38;
    static final int ERROR_MORE_DATA = 234;

    private Win32() {}
}
