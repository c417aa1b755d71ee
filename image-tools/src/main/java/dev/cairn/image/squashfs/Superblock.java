package dev.cairn.image.squashfs;

/** The fields of a superblock that a reader needs; see {@link Format}. */
record Superblock(
        int fragments,
        int blockLog,
        int compressor,
        long root,
        long used,
        long inodes,
        long folders,
        long fragmentTable) {
    /** @throws IllegalArgumentException with the reason when this is not a squashfs that we read */
    static Superblock parse(byte[] bytes) {
        if (LittleEndianRead.s32(bytes, 0) != Format.MAGIC) {
            throw new IllegalArgumentException("no squashfs begins here");
        }
        int log = LittleEndianRead.u16(bytes, 22);
        int major = LittleEndianRead.u16(bytes, 28);
        Superblock superblock = new Superblock(
                LittleEndianRead.s32(bytes, 16),
                log,
                LittleEndianRead.u16(bytes, 20),
                LittleEndianRead.u64(bytes, 32),
                LittleEndianRead.u64(bytes, 40),
                LittleEndianRead.u64(bytes, 64),
                LittleEndianRead.u64(bytes, 72),
                LittleEndianRead.u64(bytes, 80));
        boolean sane = major == 4
                && log >= 12
                && log <= 20
                && LittleEndianRead.s32(bytes, 12) == 1 << log
                && superblock.used >= Format.SUPERBLOCK_BYTES
                && superblock.fragments >= 0;
        if (!sane) {
            throw new IllegalArgumentException("its superblock is damaged");
        }
        return superblock;
    }

    int blockBytes() {
        return 1 << blockLog;
    }
}
