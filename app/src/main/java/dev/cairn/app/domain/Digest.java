package dev.cairn.app.domain;

import java.util.regex.Pattern;

/** A SHA-256 digest as 64 lower-case hexadecimal digits. Immutable. */
public record Digest(String hex) implements Comparable<Digest> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public Digest {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    /** Whether {@code text} is a digest, with or without the prefix {@code sha256:}. */
    public static boolean isDigest(String text) {
        return SHAPE.matcher(withoutPrefix(text)).matches();
    }

    /** Reads a digest with or without the prefix {@code sha256:}. */
    public static Digest parse(String text) {
        return new Digest(withoutPrefix(text));
    }

    /** The first twelve digits, for people. */
    public String shortHex() {
        return hex.substring(0, 12);
    }

    /** The digest as profiles write it: {@code sha256:…}. */
    public String prefixed() {
        return PREFIX + hex;
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static String withoutPrefix(String text) {
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    }
}
