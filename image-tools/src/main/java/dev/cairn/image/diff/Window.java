package dev.cairn.image.diff;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Some pieces of the new image, and what the old one has in their place; the first are compressed with the second as dictionary
 * (RFC 8878, section 5), which is what {@code zstd --patch-from} does for whole files. Immutable.
 */
record Window(List<Piece> wanted, List<Piece> held) {
    /** Bytes that tell where one piece or range stands. */
    private static final int PLACE_BYTES = 12;

    private static final int LEVEL = 19;
    /** Reaches over the longest dictionary and window together. */
    private static final int WINDOW_LOG = 27;

    Window {
        wanted = List.copyOf(wanted);
        held = List.copyOf(held);
    }

    byte[] encode() throws IOException {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setLong(WINDOW_LOG).setChecksum(false);
            byte[] dictionary = read(held);
            if (dictionary.length > 0) {
                context.loadDict(dictionary);
            }
            return context.compress(read(wanted));
        }
    }

    byte[] decode(byte[] encoded) throws IOException {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            byte[] dictionary = read(held);
            if (dictionary.length > 0) {
                context.loadDict(dictionary);
            }
            return context.decompress(encoded, (int) length(wanted));
        }
    }

    /** What sending this takes. */
    long cost() throws IOException {
        return encode().length + (long) PLACE_BYTES * (wanted.size() + held.size());
    }

    byte[] content() throws IOException {
        return read(wanted);
    }

    private static byte[] read(List<Piece> pieces) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) length(pieces));
        for (Piece piece : pieces) {
            all.put(piece.read());
        }
        return all.array();
    }

    private static long length(List<Piece> pieces) {
        return pieces.stream().mapToLong(Piece::bytes).sum();
    }
}
