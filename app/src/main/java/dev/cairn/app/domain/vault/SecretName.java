package dev.cairn.app.domain.vault;

import java.util.regex.Pattern;

/**
 * Under which name a secret stands in the vault. Immutable.
 *
 * @param value lower-case words, digits, dashes and slashes, at most 100 characters
 */
public record SecretName(String value) implements Comparable<SecretName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9/-]{1,100}");
    private static final String BATCH = "batch/";

    /** The fleet's Ed25519 key in PKCS #8. */
    public static final SecretName FLEET_KEY = new SecretName("fleet-key");

    /** The key that this laptop logs in with, in OpenSSH's form. */
    public static final SecretName LAPTOP_KEY = new SecretName("laptop-key");

    public SecretName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a secret's name: " + value);
        }
    }

    /** The enrolment secret of a batch: 32 bytes. */
    public static SecretName batch(String id) {
        return new SecretName(BATCH + id);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
