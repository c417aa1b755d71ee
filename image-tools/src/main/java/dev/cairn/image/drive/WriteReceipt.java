package dev.cairn.image.drive;

import java.time.Instant;
import java.util.List;

/**
 * What was written to a drive and found there again.
 *
 * @param writtenSha256 SHA-256 over the hexadecimal digests of all ranges in order of offset, as written, with this drive's seed
 * @param seedSha256 of the padded seed that replaced the image's; of nothing when the image's own was left
 * @param writtenBytes bytes of the image that were written
 * @param foundBytes bytes of the image that were found in their place, because an earlier write of the same had stopped
 * @param skippedBytes holes of the image, which keep what the drive held
 * @param verified true when every byte was read from the drive and was what the image's digests say
 * @param cacheBypassed true when the read-back came from the drive and not from memory
 * @param notes what the reader of the receipt should know
 */
public record WriteReceipt(
        String target,
        String imageSha256,
        String releaseDigest,
        String writtenSha256,
        String seedSha256,
        long writtenBytes,
        long foundBytes,
        long skippedBytes,
        Instant startedAt,
        Instant finishedAt,
        long writeMillis,
        long verifyMillis,
        boolean verified,
        boolean cacheBypassed,
        List<String> notes) {
    public WriteReceipt {
        notes = List.copyOf(notes);
    }

    /** Mean rate of the writing alone, in bytes per second. */
    public long bytesPerSecond() {
        return writeMillis == 0 ? writtenBytes : writtenBytes * 1000 / writeMillis;
    }
}
