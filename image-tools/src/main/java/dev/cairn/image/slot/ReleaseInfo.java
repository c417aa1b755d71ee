package dev.cairn.image.slot;

import java.util.regex.Pattern;

/**
 * Which release a slot holds.
 *
 * @param digest SHA-256 of the resolved release, 64 lower-case hexadecimal digits
 */
public record ReleaseInfo(String digest, String profile, String version) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public ReleaseInfo {
        if (!SHA256.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + digest);
        }
    }
}
