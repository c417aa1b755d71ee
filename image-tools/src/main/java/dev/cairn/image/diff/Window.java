package dev.cairn.image.diff;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Some pieces of the new image, and what the old one has in their place; the first are compressed with the second as dictionary
 * (RFC 8878, section 5), which is what {@code zstd --patch-from} does for whole files. Immutable.
 */
record Window(List<Piece> wanted, List<Piece> held) {
    /** Bytes that tell where one piece stands, and whether it is an xz file. */
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
            byte[] dictionary = dictionary();
            if (dictionary.length > 0) {
                context.loadDict(dictionary);
            }
            return context.compress(all(wanted, Piece::exactForm));
        }
    }

    /** The bytes of all wanted pieces. */
    byte[] decode(byte[] encoded) throws IOException {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            byte[] dictionary = dictionary();
            if (dictionary.length > 0) {
                context.loadDict(dictionary);
            }
            int bytes = (int) Zstd.getFrameContentSize(encoded);
            ByteBuffer forms = ByteBuffer.wrap(context.decompress(encoded, bytes));
            return all(wanted, piece -> piece.content(forms));
        }
    }

    /** What sending this takes. */
    long cost() throws IOException {
        return encode().length + (long) PLACE_BYTES * (wanted.size() + held.size());
    }

    private byte[] dictionary() throws IOException {
        return all(held, Piece::form);
    }

    private interface Form {
        byte[] of(Piece piece) throws IOException;
    }

    private static byte[] all(List<Piece> pieces, Form form) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            all.writeBytes(form.of(piece));
        }
        return all.toByteArray();
    }
}
