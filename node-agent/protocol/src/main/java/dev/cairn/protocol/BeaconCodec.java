package dev.cairn.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Beacons and probes as datagrams, authenticated with a key that is derived from the batch's enrolment secret. A probe asks
 * the nodes that hear it for a beacon; it is always as long as a beacon may be, so that an answer never amplifies.
 *
 * <p>Form: magic (4) · key id (8) · first 16 bytes of HMAC-SHA256 (RFC 2104) over magic, key id and payload · payload.
 * Thread-safe.
 */
public final class BeaconCodec {
    /** The longest datagram, and the length of every probe. */
    public static final int MOST_BYTES = 512;

    public static final int PORT = 7023;
    public static final String MULTICAST = "239.255.70.22";

    private static final byte[] BEACON = "CRN1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROBE = "CRQ1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_ID = 8;
    private static final int MAC = 16;
    private static final int HEAD = 4 + KEY_ID + MAC;

    private final byte[] key;
    private final byte[] keyId;

    /** A codec for one batch; the key is that of {@link SiteKeys#beaconKey}. */
    public BeaconCodec(byte[] beaconKey) {
        this.key = beaconKey.clone();
        this.keyId = Arrays.copyOf(Digests.sha256(beaconKey), KEY_ID);
    }

    /** The codec of a seed's batch. */
    public static BeaconCodec of(Seed seed) {
        return new BeaconCodec(SiteKeys.beaconKey(seed.secretBytes()));
    }

    /** The datagram of a beacon, at most {@link #MOST_BYTES} long. */
    public byte[] encode(Beacon beacon) {
        byte[] datagram = seal(BEACON, ProtocolJson.bytes(beacon));
        if (datagram.length > MOST_BYTES) {
            throw new IllegalArgumentException("beacon is longer than " + MOST_BYTES + " bytes");
        }
        return datagram;
    }

    /** A probe; the nonce makes each one differ. */
    public byte[] encodeProbe(long nonce) {
        byte[] payload = new byte[MOST_BYTES - HEAD];
        ByteBuffer.wrap(payload).putLong(nonce);
        return seal(PROBE, payload);
    }

    /** True if the datagram is an authentic probe of full length; never throws. */
    public boolean isProbe(byte[] datagram) {
        return datagram.length == MOST_BYTES
                && startsWith(datagram, PROBE)
                && isOfThisKey(datagram)
                && isAuthentic(datagram);
    }

    /** True if the datagram says it was made with this key; says nothing about whether that is so. */
    public boolean isOfThisKey(byte[] datagram) {
        return datagram.length >= HEAD && Arrays.equals(datagram, 4, 4 + KEY_ID, keyId, 0, KEY_ID);
    }

    /**
     * The beacon in a datagram: {@link NodeProblem#BEACON_WRONG_KEY} if it is of another batch or was changed,
     * {@link NodeProblem#BEACON_MALFORMED} if it is not a beacon at all.
     */
    public Beacon decode(byte[] datagram) {
        if (datagram.length < HEAD || datagram.length > MOST_BYTES || !startsWith(datagram, BEACON)) {
            throw new ProtocolException(
                    NodeProblem.BEACON_MALFORMED,
                    "beacon",
                    "datagram",
                    Map.of("reason", "no beacon of at most " + MOST_BYTES + " bytes"));
        }
        if (!isOfThisKey(datagram) || !isAuthentic(datagram)) {
            throw new ProtocolException(NodeProblem.BEACON_WRONG_KEY, "beacon", "datagram", Map.of());
        }
        byte[] payload = Arrays.copyOfRange(datagram, HEAD, datagram.length);
        return ProtocolJson.readStrict(payload, Beacon.class, NodeProblem.BEACON_MALFORMED, "beacon", "datagram");
    }

    private byte[] seal(byte[] magic, byte[] payload) {
        return ByteBuffer.allocate(HEAD + payload.length)
                .put(magic)
                .put(keyId)
                .put(mac(magic, payload, 0))
                .put(payload)
                .array();
    }

    private boolean isAuthentic(byte[] datagram) {
        byte[] magic = Arrays.copyOf(datagram, 4);
        byte[] told = Arrays.copyOfRange(datagram, 4 + KEY_ID, HEAD);
        return MessageDigest.isEqual(told, mac(magic, datagram, HEAD));
    }

    private byte[] mac(byte[] magic, byte[] payload, int offset) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(magic);
            mac.update(keyId);
            mac.update(payload, offset, payload.length - offset);
            return Arrays.copyOf(mac.doFinal(), MAC);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static boolean startsWith(byte[] datagram, byte[] magic) {
        return datagram.length >= 4 && Arrays.equals(datagram, 0, 4, magic, 0, 4);
    }
}
