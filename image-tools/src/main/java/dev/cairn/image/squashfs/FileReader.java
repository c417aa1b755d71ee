package dev.cairn.image.squashfs;

import dev.cairn.image.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Reads the contents of regular files block by block. Thread-safe. */
final class FileReader {
    private final Region region;
    private final Superblock superblock;

    FileReader(Region region, Superblock superblock) {
        this.region = region;
        this.superblock = superblock;
    }

    byte[] read(Node.Regular file) throws IOException {
        // Damaged sizes must not reserve memory: it grows with what is really there.
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(file.size(), 1 << 16));
        copy(file, out);
        return out.toByteArray();
    }

    void copy(Node.Regular file, OutputStream out) throws IOException {
        long at = file.start();
        long left = file.size();
        for (int word : file.blocks()) {
            int expected = (int) Math.min(superblock.blockBytes(), left);
            int stored = word & ~Format.DATA_UNCOMPRESSED;
            out.write(word == 0 ? new byte[expected] : block(at, word, expected));
            at += stored;
            left -= expected;
        }
        if (left > 0) {
            out.write(tail(file, (int) left));
        }
    }

    private byte[] tail(Node.Regular file, int length) throws IOException {
        if (file.fragment() < 0 || file.fragment() >= superblock.fragments()) {
            throw new DamagedException(superblock.fragmentTable(), "fragment " + file.fragment() + " does not exist");
        }
        long index = superblock.fragmentTable() + file.fragment() / 512 * 8L;
        long table = LittleEndianRead.u64(region.read(index, 8), 0);
        MetadataCursor in = new MetadataCursor(region, superblock.compressor(), table, file.fragment() % 512 * 16L);
        long start = in.u64();
        byte[] fragment = block(start, (int) in.u32(), -1);
        if (file.fragmentOffset() + length > fragment.length) {
            throw new DamagedException(start, "tail lies outside of its fragment");
        }
        byte[] tail = new byte[length];
        System.arraycopy(fragment, (int) file.fragmentOffset(), tail, 0, length);
        return tail;
    }

    /** One stored block; {@code expected} bytes unpacked, or as many as there are when negative. */
    private byte[] block(long at, int word, int expected) throws IOException {
        int stored = word & ~Format.DATA_UNCOMPRESSED;
        if (stored < 0 || stored > superblock.blockBytes()) {
            throw new DamagedException(at, "block of " + stored + " bytes");
        }
        byte[] bytes = unpacked(at, stored, (word & Format.DATA_UNCOMPRESSED) == 0);
        if (expected >= 0 && bytes.length != expected) {
            throw new DamagedException(at, "block has " + bytes.length + " of " + expected + " bytes");
        }
        return bytes;
    }

    private byte[] unpacked(long at, int stored, boolean packed) throws IOException {
        try {
            byte[] bytes = region.read(at, stored);
            return packed ? Unpacker.unpack(superblock.compressor(), bytes, superblock.blockBytes()) : bytes;
        } catch (IOException e) {
            throw new DamagedException(at, e);
        }
    }
}
