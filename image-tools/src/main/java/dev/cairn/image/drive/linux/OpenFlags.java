package dev.cairn.image.drive.linux;

/** Flags of open(2): Linux's asm-generic/fcntl.h, and that of arm64, which has an O_DIRECT of its own. */
final class OpenFlags {
    static final int O_RDWR = 0x2;
    static final int O_EXCL = 0x80;
    static final int O_CLOEXEC = 0x8_0000;
    static final int O_DIRECT = System.getProperty("os.arch", "").equals("aarch64") ? 0x1_0000 : 0x4000;

    private OpenFlags() {}
}
