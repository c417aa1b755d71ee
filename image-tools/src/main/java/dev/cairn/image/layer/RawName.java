package dev.cairn.image.layer;

import java.nio.charset.StandardCharsets;

/**
 * File names of a Linux file system are bytes, not text. Inside the tree they are strings that hold one byte per character
 * (ISO 8859-1), which sort as Linux tools sort and lose nothing; here they turn into text and back. Stateless.
 */
public final class RawName {
    private RawName() {}

    public static String fromText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public static String fromBytes(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    public static byte[] toBytes(String raw) {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For people: bytes that are not UTF-8 and control characters become replacement characters. */
    public static String toText(String raw) {
        return new String(toBytes(raw), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
