package dev.cairn.app.domain.library;

import java.time.Instant;

/**
 * What the drives of one bake share.
 *
 * @param enrolmentSecret 32 bytes in base64; the beacon key derives from it
 */
public record Batch(String id, String enrolmentSecret, Instant createdAt) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Batch[" + id + "]";
    }
}
