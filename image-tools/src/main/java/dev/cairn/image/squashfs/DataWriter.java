package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.util.List;

/** Writes the contents of regular files. Belongs to one thread. */
sealed interface DataWriter extends AutoCloseable permits PlainDataWriter, PackedDataWriter {
    FileLayout write(Content content) throws IOException;

    /** Writes what is still held back. */
    void finish() throws IOException;

    /** The fragment blocks written so far. */
    List<Placement.Fragment> fragments();

    /** True when nothing is held back, so that all files so far lie before the end of the output. */
    boolean settled();

    /** Goes on behind contents that were taken over. */
    void goOnAfter(List<Placement.Fragment> earlier);

    /** Ends what files of one layer share, so that the next layer begins anew. */
    void endLayer() throws IOException;

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
