package dev.cairn.image.drive.macos;

/** Numbers of macOS, from the headers of Apple's xnu: sys/fcntl.h, sys/disk.h with sys/ioccom.h, sys/errno.h. */
final class Darwin {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int F_NOCACHE = 48;
    static final int F_FULLFSYNC = 51;

    /** {@code _IOR('d', 24, uint32_t)}. */
    static final long DKIOCGETBLOCKSIZE = 0x4004_6418L;

    /** {@code _IOR('d', 25, uint64_t)}. */
    static final long DKIOCGETBLOCKCOUNT = 0x4008_6419L;

    /** {@code _IO('d', 22)}. */
    static final long DKIOCSYNCHRONIZECACHE = 0x2000_6416L;

    static final int ENOTTY = 25;
    static final int ENOTSUP = 45;

    private Darwin() {}
}
