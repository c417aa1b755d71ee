package dev.cairn.image.drive;

import dev.cairn.image.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What the first 4 KiB of a drive hold while it is being written, so that the same write can go on after a crash. It is neither a boot sector
 * nor a partition table. Layout, big endian: magic "CAIRNWR1", drive size (8), SHA-256 of the image (32), of the seed (32), of all before
 * (32), zeros. Immutable.
 *
 * @param seedSha256 of the padded seed; of nothing when the image's own stays
 */
record WriteMarker(String imageSha256, String seedSha256, long driveBytes) {
    static final int BYTES = DriveChannel.ALIGNMENT;

    private static final byte[] MAGIC = "CAIRNWR1".getBytes(StandardCharsets.US_ASCII);

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putLong(driveBytes);
        out.put(HexFormat.of().parseHex(imageSha256)).put(HexFormat.of().parseHex(seedSha256));
        byte[] head = new byte[out.position()];
        out.get(0, head);
        byte[] all = new byte[BYTES];
        out.put(Sha256.start().digest(head)).get(0, all);
        return all;
    }

    /** Whether any write left its marker here. */
    static boolean begins(byte[] first) {
        return first.length >= MAGIC.length && Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    boolean standsIn(byte[] first) {
        return Arrays.equals(bytes(), first);
    }
}
