package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;

/** Writes the contents of regular files. Belongs to one thread. */
sealed interface DataWriter extends AutoCloseable permits PlainDataWriter, PackedDataWriter {
    FileLayout write(Content content) throws IOException;

    /** Writes what is still held back. */
    void finish() throws IOException;

    /** The fragment table: start and size word of each fragment block, 16 bytes each; empty when there are none. */
    byte[] fragments();

    @Override
    void close();

    static DataWriter of(Compression compression, BlockOutput output) {
        return switch (compression) {
            case Compression.None none -> new PlainDataWriter(output);
            case Compression.Zstd zstd -> new PackedDataWriter(output, Packer.of(zstd));
        };
    }

    /** True for a whole block without data, which then needs not be read; a last short one only costs its few zeros. */
    static boolean isHole(Content content, long from, int length) {
        return length == Format.BLOCK_BYTES && content.nextData(from) >= from + length;
    }

    static int blocks(long size) {
        return Math.toIntExact(Math.ceilDiv(size, Format.BLOCK_BYTES));
    }
}
