package dev.cairn.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a node left on a stick for the laptop: its status, signed with its host key. Immutable.
 *
 * @param payload base64 of a {@link NodeStatus} in JSON
 * @param key the node's host key, which the reader has to know
 * @param signature base64 of the Ed25519 signature over a fixed line and the payload's bytes
 */
public record StickReceipt(String payload, SshPublicKey key, String signature) {
    private static final byte[] LINE = "cairn stick receipt 1\n".getBytes(StandardCharsets.US_ASCII);

    /** {@code signing} signs bytes with the host key. */
    public static StickReceipt of(NodeStatus status, SshPublicKey key, UnaryOperator<byte[]> signing) {
        byte[] payload = ProtocolJson.bytes(status);
        Base64.Encoder base64 = Base64.getEncoder();
        return new StickReceipt(
                base64.encodeToString(payload), key, base64.encodeToString(signing.apply(signed(payload))));
    }

    /** The status, if it is signed by the key that it names; {@link NodeProblem#RECEIPT_REFUSED} otherwise. */
    public NodeStatus open() {
        try {
            byte[] bytes = Base64.getDecoder().decode(payload);
            FleetPublicKey verifier = new FleetPublicKey(Base64.getEncoder().encodeToString(key.raw()));
            if (verifier.verifies(signed(bytes), Base64.getDecoder().decode(signature))) {
                return ProtocolJson.read(bytes, NodeStatus.class);
            }
        } catch (IllegalArgumentException notBase64) {
            throw refused("not base64");
        }
        throw refused("its signature is not of the key that it names");
    }

    private static byte[] signed(byte[] payload) {
        byte[] all = new byte[LINE.length + payload.length];
        System.arraycopy(LINE, 0, all, 0, LINE.length);
        System.arraycopy(payload, 0, all, LINE.length, payload.length);
        return all;
    }

    private static ProtocolException refused(String reason) {
        return new ProtocolException(NodeProblem.RECEIPT_REFUSED, "stick", "receipt", Map.of("reason", reason));
    }
}
