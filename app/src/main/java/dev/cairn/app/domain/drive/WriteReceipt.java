package dev.cairn.app.domain.drive;

import dev.cairn.app.domain.Digest;
import java.util.List;

/**
 * What a write or verification found.
 *
 * @param bytesFound bytes that an earlier, interrupted write of the same had left in their place
 * @param bytesSkipped holes of the image
 * @param millis how long writing and reading back took
 * @param bytesPerSecond mean rate of the writing alone
 * @param pastCache the read-back came from the drive, not from this computer's memory
 * @param notes what a reader should know
 */
public record WriteReceipt(
        long bytesWritten,
        long bytesFound,
        long bytesSkipped,
        boolean verified,
        Digest sha256,
        long millis,
        long bytesPerSecond,
        boolean pastCache,
        List<String> notes) {
    public WriteReceipt {
        notes = List.copyOf(notes);
    }

    /** For what only compared, or came to nothing. */
    public static WriteReceipt withoutWriting(boolean verified, Digest sha256) {
        return new WriteReceipt(0, 0, 0, verified, sha256, 0, 0, false, List.of());
    }
}
