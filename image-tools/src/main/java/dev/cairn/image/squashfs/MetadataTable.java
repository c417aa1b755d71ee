package dev.cairn.image.squashfs;

/** A table stored in metadata blocks of 8 KiB, each with a 16-bit header. Belongs to one thread. */
final class MetadataTable {
    private final Packer packer;
    private final LittleEndian stored = new LittleEndian(1 << 16);
    private final LittleEndian starts = new LittleEndian(64);
    private final byte[] block = new byte[Format.METADATA_BYTES];
    private final byte[] room = new byte[Packer.ROOM];
    private int used;

    MetadataTable(Packer packer) {
        this.packer = packer;
    }

    /** Where the next byte goes: start of its block in the stored table. */
    long blockStart() {
        return stored.size();
    }

    /** Where the next byte goes inside its unpacked block. */
    int offset() {
        return used;
    }

    /** Where the next byte goes, as inode references and xattr references write it. */
    long reference() {
        return blockStart() << 16 | used;
    }

    void add(LittleEndian record) {
        add(record.array(), record.size());
    }

    void add(byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, block.length - used);
            System.arraycopy(bytes, done, block, used, count);
            done += count;
            used += count;
            if (used == block.length) {
                flush();
            }
        }
    }

    /** The whole table; nothing may be added afterwards. */
    byte[] finish() {
        if (used > 0) {
            flush();
        }
        return stored.toBytes();
    }

    /** Starts of the blocks, moved by where the table stands in the file: the index of fragment, id and xattr tables. */
    byte[] index(long tableStart) {
        LittleEndian index = new LittleEndian(starts.size() + 8);
        for (int i = 0; i < starts.size(); i += 8) {
            index.u64(tableStart + LittleEndianRead.u64(starts.array(), i));
        }
        return index.toBytes();
    }

    private void flush() {
        starts.u64(stored.size());
        int packed = packer.pack(block, used, room);
        if (packed == Packer.AS_IT_IS) {
            stored.u16(used | Format.METADATA_UNCOMPRESSED).bytes(block, 0, used);
        } else {
            stored.u16(packed).bytes(room, 0, packed);
        }
        used = 0;
    }
}
