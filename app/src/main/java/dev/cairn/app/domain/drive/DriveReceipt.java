package dev.cairn.app.domain.drive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet vouches for about one written drive: the payload of a signed receipt.
 *
 * @param format always {@link #FORMAT}, so that no other document of the fleet can be taken for a receipt
 * @param fleet id of the fleet that signs
 * @param write id of the record in the inventory
 * @param image digest of the image ({@link dev.cairn.image.bake.ImageManifest#digestOf})
 * @param release digest of the release in it
 * @param hostName that this drive got on a flash line; null when it kept the image's seed
 * @param writtenSha256 SHA-256 over the digests of all ranges as written, this drive's seed among them
 * @param foundBytes bytes that an earlier, interrupted write of the same had left in their place
 * @param verified every byte was read back and compared
 * @param pastCache the read-back came from the drive, not from the laptop's memory
 * @param startedMs ms since 1970
 * @param finishedMs ms since 1970
 * @param notes what a reader should know
 */
public record DriveReceipt(
        String format,
        String fleet,
        String write,
        String image,
        String release,
        String device,
        String model,
        String serial,
        long driveBytes,
        @Nullable String hostName,
        String writtenSha256,
        long writtenBytes,
        long foundBytes,
        boolean verified,
        boolean pastCache,
        long startedMs,
        long finishedMs,
        List<String> notes) {
    public static final String FORMAT = "cairn-drive-receipt-1";

    public DriveReceipt {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        notes = List.copyOf(notes);
    }
}
