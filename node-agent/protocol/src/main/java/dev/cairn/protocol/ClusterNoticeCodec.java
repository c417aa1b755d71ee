package dev.cairn.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Notices as datagrams of at most {@value #MOST_BYTES} bytes, authenticated with a key that only the nodes of one site have. They go
 * to a port of their own, so that laptops, which listen for beacons, need not know them. Nobody answers them.
 *
 * <p>Form: magic (4) · first 16 bytes of HMAC-SHA256 (RFC 2104) over magic and payload · payload, compact JSON. Thread-safe.
 */
public final class ClusterNoticeCodec {
    public static final int MOST_BYTES = 512;
    public static final int PORT = 7024;
    public static final String MULTICAST = BeaconCodec.MULTICAST;

    private static final byte[] MAGIC = "CRC1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC = 16;
    private static final int HEAD = 4 + MAC;

    private final SecretKeySpec key;

    /** A codec for the nodes of one site. */
    public ClusterNoticeCodec(SiteKeys keys) {
        this.key = new SecretKeySpec(keys.noticeKey(), "HmacSHA256");
    }

    /** The datagram of a notice. */
    public byte[] encode(ClusterNotice notice) {
        byte[] payload = ProtocolJson.bytes(notice);
        if (HEAD + payload.length > MOST_BYTES) {
            throw new IllegalArgumentException("notice is longer than " + MOST_BYTES + " bytes");
        }
        return ByteBuffer.allocate(HEAD + payload.length)
                .put(MAGIC)
                .put(mac(payload, 0))
                .put(payload)
                .array();
    }

    /** The notice in a datagram; nothing if it is of another site, was changed or is no notice at all. Never throws. */
    public Optional<ClusterNotice> decode(byte[] datagram) {
        boolean formed =
                datagram.length > HEAD && datagram.length <= MOST_BYTES && Arrays.equals(datagram, 0, 4, MAGIC, 0, 4);
        if (!formed || !MessageDigest.isEqual(Arrays.copyOfRange(datagram, 4, HEAD), mac(datagram, HEAD))) {
            return Optional.empty();
        }
        try {
            byte[] payload = Arrays.copyOfRange(datagram, HEAD, datagram.length);
            return Optional.of(ProtocolJson.read(payload, ClusterNotice.class));
        } catch (ProtocolException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] payload, int offset) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(MAGIC);
            mac.update(payload, offset, payload.length - offset);
            return Arrays.copyOf(mac.doFinal(), MAC);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
