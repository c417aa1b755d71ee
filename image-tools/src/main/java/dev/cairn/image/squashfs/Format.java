package dev.cairn.image.squashfs;

/** Constants of squashfs 4.0 (Linux kernel, Documentation/filesystems/squashfs.rst and fs/squashfs/squashfs_fs.h). */
final class Format {
    static final int MAGIC = 0x73717368;
    static final int SUPERBLOCK_BYTES = 96;
    static final int METADATA_BYTES = 8192;
    static final int METADATA_UNCOMPRESSED = 0x8000;
    static final int DATA_UNCOMPRESSED = 1 << 24;
    static final int BLOCK_LOG = 17;
    static final int BLOCK_BYTES = 1 << BLOCK_LOG;
    static final long NO_TABLE = -1L;
    static final int NONE = -1;

    static final int COMPRESSOR_ZLIB = 1;
    static final int COMPRESSOR_ZSTD = 6;

    static final int FLAG_PLAIN_INODES = 0x1;
    static final int FLAG_PLAIN_DATA = 0x2;
    static final int FLAG_PLAIN_FRAGMENTS = 0x8;
    static final int FLAG_NO_FRAGMENTS = 0x10;
    static final int FLAG_PLAIN_XATTRS = 0x100;
    static final int FLAG_NO_XATTRS = 0x200;
    static final int FLAG_PLAIN_IDS = 0x800;

    static final int FOLDER = 1;
    static final int REGULAR = 2;
    static final int SYMLINK = 3;
    static final int BLOCK_DEVICE = 4;
    static final int CHARACTER_DEVICE = 5;
    static final int FIFO = 6;
    /** Added to a type when the inode has its extended form. */
    static final int EXTENDED = 7;

    private Format() {}
}
