package dev.cairn.protocol;

import java.util.Base64;
import java.util.Map;

/**
 * Bytes with a signature of the fleet key. Immutable.
 *
 * @param payload base64 of the signed bytes
 * @param keyId {@link FleetPublicKey#id()} of the key that signed
 * @param signature base64 of the Ed25519 signature (RFC 8032) over the payload's bytes
 */
public record SignedEnvelope(String payload, String keyId, String signature) {
    /** Signs these bytes. */
    public static SignedEnvelope sign(FleetKey key, byte[] payload) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new SignedEnvelope(
                base64.encodeToString(payload), key.publicKey().id(), base64.encodeToString(key.sign(payload)));
    }

    /** Reads an envelope from JSON; nothing of the payload is looked at. */
    public static SignedEnvelope read(byte[] json) {
        if (json.length > Order.MOST_BYTES) {
            throw new ProtocolException(
                    NodeProblem.ORDER_TOO_LARGE,
                    "order",
                    "envelope",
                    Map.of("bytes", String.valueOf(json.length), "most", String.valueOf(Order.MOST_BYTES)));
        }
        return ProtocolJson.readStrict(json, SignedEnvelope.class, NodeProblem.ORDER_MALFORMED, "order", "envelope");
    }

    /** The payload, after its signature was found good; {@link NodeProblem#ORDER_BAD_SIGNATURE} otherwise. */
    public byte[] verifiedPayload(FleetPublicKey key) {
        byte[] bytes = decode(payload);
        byte[] signed = decode(signature);
        if (!key.id().equals(keyId) || !key.verifies(bytes, signed)) {
            throw new ProtocolException(
                    NodeProblem.ORDER_BAD_SIGNATURE, "order", "envelope", Map.of("keyId", key.id()));
        }
        return bytes;
    }

    /** Base64 in its one canonical form (RFC 4648 section 3.5), so that no other text stands for the same bytes. */
    private static byte[] decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw malformed();
        }
        return bytes;
    }

    private static ProtocolException malformed() {
        return new ProtocolException(NodeProblem.ORDER_MALFORMED, "order", "envelope", Map.of("reason", "not base64"));
    }
}
