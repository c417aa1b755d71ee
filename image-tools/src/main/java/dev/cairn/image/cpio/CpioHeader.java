package dev.cairn.image.cpio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * The 110 bytes before each name: magic and thirteen numbers of eight hexadecimal digits (Linux
 * Documentation/driver-api/early-userspace/buffer-format.rst, table of "cpio_header").
 *
 * @param summed whether the content's sum stands in {@code sum}: the form "crc"
 * @param nameBytes with the closing zero
 */
record CpioHeader(CpioEntry entry, int nameBytes, boolean summed, int sum) {
    static final int BYTES = 110;
    static final String END = "TRAILER!!!";
    /** PATH_MAX of Linux, which its own reader holds names and symlinks to. */
    static final int MAX_NAME_BYTES = 4096;

    private static final int MAGIC_BYTES = 6;
    private static final int DIGITS = 8;
    private static final byte[] NEWC = "070701".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CRC = "070702".getBytes(StandardCharsets.US_ASCII);

    /** The entry has no name yet. */
    static CpioHeader parse(byte[] head) throws IOException {
        boolean summed = begins(head, CRC);
        if (!summed && !begins(head, NEWC)) {
            throw new IOException("an entry does not begin with 070701 or 070702");
        }
        CpioEntry entry = new CpioEntry(
                "",
                number(head, 0),
                (int) number(head, 1),
                number(head, 2),
                number(head, 3),
                number(head, 4),
                number(head, 5),
                number(head, 6),
                number(head, 9),
                number(head, 10));
        // The device that the file came from only tells hard links apart.
        number(head, 7);
        number(head, 8);
        long nameBytes = number(head, 11);
        if (nameBytes < 2 || nameBytes > MAX_NAME_BYTES) {
            throw new IOException("a name of " + nameBytes + " bytes");
        }
        if (entry.symlink() && (entry.bytes() == 0 || entry.bytes() > MAX_NAME_BYTES)) {
            throw new IOException("a symlink of " + entry.bytes() + " bytes");
        }
        return new CpioHeader(entry, (int) nameBytes, summed, (int) number(head, 12));
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return Arrays.equals(head, 0, MAGIC_BYTES, magic, 0, MAGIC_BYTES);
    }

    private static long number(byte[] head, int field) throws IOException {
        long number = 0;
        int from = MAGIC_BYTES + field * DIGITS;
        for (int at = from; at < from + DIGITS; at++) {
            if (!HexFormat.isHexDigit(head[at])) {
                throw new IOException("a header has something else than digits");
            }
            number = number << 4 | HexFormat.fromHexDigit(head[at]);
        }
        return number;
    }

    CpioEntry named(String name) {
        return new CpioEntry(
                name,
                entry.inode(),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                entry.links(),
                entry.mtime(),
                entry.bytes(),
                entry.deviceMajor(),
                entry.deviceMinor());
    }

    /** A header in the form "newc". */
    static byte[] of(CpioEntry entry, int nameBytes) {
        HexFormat hex = HexFormat.of();
        StringBuilder text = new StringBuilder(BYTES).append(new String(NEWC, StandardCharsets.US_ASCII));
        LongStream.of(
                        entry.inode(),
                        entry.mode(),
                        entry.uid(),
                        entry.gid(),
                        entry.links(),
                        entry.mtime(),
                        entry.bytes(),
                        0,
                        0,
                        entry.deviceMajor(),
                        entry.deviceMinor(),
                        nameBytes,
                        0)
                .forEach(number -> text.append(hex.toHexDigits(number, DIGITS)));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes follow up to the next multiple of four. */
    static int padding(long bytes) {
        return (int) (-bytes & 3);
    }
}
