package dev.cairn.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of a 512-byte tar header (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"; star(5)). All text
 * is raw.
 */
record TarHeader(
        String name,
        int mode,
        long uid,
        long gid,
        long size,
        long mtime,
        char type,
        String link,
        long major,
        long minor) {
    static final int BLOCK = 512;
    private static final byte[] POSIX = "ustar\0".getBytes(StandardCharsets.US_ASCII);

    /** Thrown with a reason when a block is no header. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super(reason);
        }
    }

    static TarHeader parse(byte[] block) throws Malformed {
        checkSum(block);
        String name = text(block, 0, 100);
        boolean posix = Arrays.equals(block, 257, 257 + POSIX.length, POSIX, 0, POSIX.length);
        String prefix = posix ? text(block, 345, isStar(block) ? 131 : 155) : "";
        char type = (char) (block[156] & 0xff);
        boolean device = type == '3' || type == '4';
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                (int) (number(block, 100, 8) & 07777),
                number(block, 108, 8),
                number(block, 116, 8),
                number(block, 124, 12),
                number(block, 136, 12),
                type,
                text(block, 157, 100),
                device ? number(block, 329, 8) : 0,
                device ? number(block, 337, 8) : 0);
    }

    /** Star's own dialect, which puts more times where the end of a long name stands otherwise (star manual, star(5)). */
    static boolean isStar(byte[] block) {
        boolean signed = block[508] == 't' && block[509] == 'a' && block[510] == 'r' && block[511] == 0;
        boolean times = block[487] == ' ' && block[499] == ' ' && isOctal(block[476]) && isOctal(block[488]);
        return block[475] == 0 && (signed || times);
    }

    private static boolean isOctal(byte digit) {
        return digit >= '0' && digit <= '7';
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void checkSum(byte[] block) throws Malformed {
        long stated = number(block, 148, 8);
        if (stated != sum(block, 0xff) && stated != sum(block, -1)) {
            throw new Malformed("header checksum does not match");
        }
    }

    /** The sum of all bytes, those of the sum itself taken for spaces; a mask of -1 takes them for signed ones, as old programs did. */
    private static long sum(byte[] block, int mask) {
        int sum = 8 * ' ';
        for (byte b : block) {
            sum += b & mask;
        }
        for (int i = 148; i < 156; i++) {
            sum -= block[i] & mask;
        }
        return sum;
    }

    static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return RawName.fromBytes(block, offset, end - offset);
    }

    /** Octal, or base 256 when the first bit is set (GNU). */
    static long number(byte[] block, int offset, int length) throws Malformed {
        if ((block[offset] & 0x80) != 0) {
            return base256(block, offset, length);
        }
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        int at = offset;
        while (at < end && isSpace(block[at])) {
            at++;
        }
        while (end > at && isSpace(block[end - 1])) {
            end--;
        }
        long value = 0;
        for (; at < end; at++) {
            if (!isOctal(block[at])) {
                throw new Malformed("number at byte " + offset + " of the header is not octal");
            }
            value = value << 3 | (block[at] - '0');
        }
        return value;
    }

    private static boolean isSpace(byte character) {
        return Character.isWhitespace(character & 0xff);
    }

    private static long base256(byte[] block, int offset, int length) throws Malformed {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = block[offset + i] & 0xff;
            if (i == 0) {
                b = negative ? b : b & 0x7f;
            }
            if (i < length - 8 && b != (negative ? 0xff : 0)) {
                throw new Malformed("number at byte " + offset + " of the header is too large");
            }
            value = value << 8 | b;
        }
        return value;
    }
}
