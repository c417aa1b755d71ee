package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** An Ed25519 key as OpenSSH writes it (RFC 8709 section 4): {@code ssh-ed25519} and base64, without comment. Immutable. */
public record SshPublicKey(@JsonValue String line) {
    /** The only kind of key that Cairn uses. */
    public static final String TYPE = "ssh-ed25519";

    private static final int KEY_BYTES = 32;

    /** Checks that it is a whole key of this kind. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SshPublicKey {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || !words[0].equals(TYPE)) {
            throw new IllegalArgumentException("not a line of " + TYPE + " and base64");
        }
        byte[] blob = Base64.getDecoder().decode(words[1]);
        if (blob.length < KEY_BYTES) {
            throw new IllegalArgumentException("the key is cut off");
        }
        if (!Arrays.equals(blob, blob(last(blob)))) {
            throw new IllegalArgumentException("the key is not one of Ed25519");
        }
    }

    /** The key of these 32 bytes (RFC 8032 section 5.1.5). */
    public static SshPublicKey of(byte[] raw) {
        return new SshPublicKey(TYPE + " " + Base64.getEncoder().encodeToString(blob(raw)));
    }

    /** Reads a line of a {@code .pub} file, with or without comment; {@link NodeProblem#KEY_MALFORMED} if it is none. */
    public static SshPublicKey parse(String text) {
        String[] words = text.strip().split("\\s+");
        try {
            return new SshPublicKey(words[0] + " " + (words.length > 1 ? words[1] : ""));
        } catch (IllegalArgumentException refused) {
            throw new ProtocolException(
                    NodeProblem.KEY_MALFORMED,
                    "key",
                    "public key",
                    Map.of("reason", String.valueOf(refused.getMessage())),
                    refused);
        }
    }

    /** The 32 bytes of the key. */
    public byte[] raw() {
        return last(blob());
    }

    private static byte[] last(byte[] blob) {
        return Arrays.copyOfRange(blob, blob.length - KEY_BYTES, blob.length);
    }

    /** What {@code ssh-keygen -l} prints: {@code SHA256:} and base64 without padding. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the JDK has no SHA-256", impossible);
        }
    }

    /** The key as it stands on the wire (RFC 4253 section 6.6). */
    byte[] blob() {
        return Base64.getDecoder().decode(line.substring(TYPE.length() + 1));
    }

    private static byte[] blob(byte[] raw) {
        return new SshBytes().string(TYPE).string(raw).bytes();
    }
}
