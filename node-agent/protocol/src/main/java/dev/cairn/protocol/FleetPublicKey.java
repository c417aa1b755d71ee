package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of the fleet key: 32 raw bytes (RFC 8032 section 5.1.5), in base64 on the wire. Immutable. */
public record FleetPublicKey(@JsonValue String base64) {
    /** SubjectPublicKeyInfo of Ed25519 up to the key itself, RFC 8410 section 4. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Checks that it is the base64 of 32 bytes. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FleetPublicKey {
        if (Base64.getDecoder().decode(base64).length != 32) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
    }

    static FleetPublicKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new FleetPublicKey(
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, PREFIX.length, encoded.length)));
    }

    /** The raw 32 bytes. */
    public byte[] raw() {
        return Base64.getDecoder().decode(base64);
    }

    /** First 8 bytes of SHA-256 of the raw key, in hex. */
    public String id() {
        return Digests.sha256Hex(raw()).substring(0, 16);
    }

    /** True if the signature of these bytes is of this key. */
    public boolean verifies(byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(javaKey());
            verifier.update(bytes);
            return signature.length == 64 && verifier.verify(signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private PublicKey javaKey() throws GeneralSecurityException {
        byte[] raw = raw();
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
