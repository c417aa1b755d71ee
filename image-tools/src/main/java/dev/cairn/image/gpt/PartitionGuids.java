package dev.cairn.image.gpt;

import dev.cairn.image.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** GUIDs that follow from what they name, as version 8 UUIDs (RFC 9562, section 5.8), so that the same release bakes the same bytes. */
public final class PartitionGuids {
    private PartitionGuids() {}

    public static UUID of(String releaseDigest, String label) {
        byte[] name = ("cairn gpt v1\n" + releaseDigest + "\n" + label).getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.start().digest(name));
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & ~(3L << 62)) | 1L << 63;
        return new UUID(high, low);
    }
}
