package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Digest;

/**
 * A chunk of a slot bundle.
 *
 * @param have so many bytes of its beginning need not be sent
 */
public record ChunkRef(Digest sha256, long bytes, long have) {
    /** Of which nothing has been sent yet. */
    public ChunkRef(Digest sha256, long bytes) {
        this(sha256, bytes, 0);
    }

    /** Bytes to send. */
    public long left() {
        return Math.max(0, bytes - have);
    }
}
