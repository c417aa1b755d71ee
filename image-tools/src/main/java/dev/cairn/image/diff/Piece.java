package dev.cairn.image.diff;

import dev.cairn.image.Region;
import dev.cairn.image.lzma.XzDecisions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A stretch of a part.
 *
 * @param xz whether it is a whole xz file, which is compared by what its packer decided
 */
record Piece(Region in, long offset, int bytes, boolean xz) {
    private static final int NOT_TAKEN_APART = 0;

    byte[] read() throws IOException {
        return in.read(offset, bytes);
    }

    /** What is compared with: the bytes as they are, but for xz files, of which the decisions come behind their length, or the bytes behind a 0. */
    byte[] form() throws IOException {
        byte[] content = read();
        return xz ? form(content, XzDecisions.of(content)) : content;
    }

    /** What is sent: the same, but never decisions from which the bytes would not come back. */
    byte[] exactForm() throws IOException {
        byte[] content = read();
        return xz ? form(content, XzDecisions.exact(content)) : content;
    }

    private static byte[] form(byte[] content, Optional<byte[]> decisions) {
        byte[] form = decisions.orElse(content);
        return ByteBuffer.allocate(Integer.BYTES + form.length)
                .putInt(decisions.isPresent() ? form.length : NOT_TAKEN_APART)
                .put(form)
                .array();
    }

    /** Takes this piece's form from {@code forms} and gives back its bytes. */
    byte[] content(ByteBuffer forms) throws IOException {
        int length = xz ? forms.getInt() : NOT_TAKEN_APART;
        byte[] form = new byte[length == NOT_TAKEN_APART ? bytes : length];
        forms.get(form);
        return length == NOT_TAKEN_APART
                ? form
                : XzDecisions.file(form)
                        .orElseThrow(() -> new IOException("a patch holds no xz file for byte " + offset));
    }
}
