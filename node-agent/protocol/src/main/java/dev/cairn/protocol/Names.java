package dev.cairn.protocol;

import java.util.regex.Pattern;

/** What a name from outside may contain: nothing that a terminal, a path or a dialog would act on. */
final class Names {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int DIGEST = 64;

    private Names() {}

    static void requireIdentifier(String what, String value) {
        if (!IDENTIFIER.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is not 1 to 64 characters of a-z, 0-9 and -");
        }
    }

    /** A DNS label as in RFC 1123 section 2.1, lower case. */
    static void requireHostName(String value) {
        if (!HOST_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("host name is not a lower-case DNS label");
        }
    }

    static void requireDigest(String what, String value) {
        boolean isDigest = value.length() == DIGEST;
        // Asked for each of thousands of chunks, and a regular expression takes longer over it than to hash a kilobyte.
        for (int i = 0; isDigest && i < DIGEST; i++) {
            char c = value.charAt(i);
            isDigest = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        if (!isDigest) {
            throw new IllegalArgumentException(what + " is not a SHA-256 digest in lower-case hex");
        }
    }

    /** What somebody wrote, as it may stand in an answer: short and without control characters. */
    static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 60 ? plain : plain.substring(0, 60);
    }

    static void requireText(String what, String value, int most) {
        if (value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " is longer than " + most + " or has control characters");
        }
    }
}
