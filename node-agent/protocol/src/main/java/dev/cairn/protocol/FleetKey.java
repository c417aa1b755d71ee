package dev.cairn.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

/** The fleet's Ed25519 signing key, as the laptop holds it. Immutable; never printed. */
public final class FleetKey {
    private final PrivateKey privateKey;
    private final FleetPublicKey publicKey;

    private FleetKey(PrivateKey privateKey, FleetPublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new random key. */
    public static FleetKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new FleetKey(pair.getPrivate(), FleetPublicKey.of(pair.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no Ed25519", impossible);
        }
    }

    /** The key in PKCS #8 (RFC 8410 section 7), to be kept secret. */
    public byte[] toPkcs8() {
        return privateKey.getEncoded().clone();
    }

    /** The key of {@link #toPkcs8()} and its public half; {@link NodeProblem#KEY_MALFORMED} if they do not belong together. */
    public static FleetKey fromPkcs8(byte[] pkcs8, FleetPublicKey publicKey) {
        try {
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            FleetKey key = new FleetKey(privateKey, publicKey);
            byte[] probe = "cairn key check".getBytes(StandardCharsets.UTF_8);
            if (!publicKey.verifies(probe, key.sign(probe))) {
                throw new ProtocolException(
                        NodeProblem.KEY_MALFORMED, "key", "fleet key", Map.of("reason", "halves differ"));
            }
            return key;
        } catch (GeneralSecurityException refused) {
            throw new ProtocolException(
                    NodeProblem.KEY_MALFORMED, "key", "fleet key", Map.of("reason", "not PKCS #8 Ed25519"), refused);
        }
    }

    /** The half that nodes carry. */
    public FleetPublicKey publicKey() {
        return publicKey;
    }

    /** The 64-byte signature of these bytes, RFC 8032. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 signing failed", impossible);
        }
    }
}
