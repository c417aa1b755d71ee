package dev.cairn.image.lzma;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands before the packed bytes of an xz file (The .xz File Format 1.2.1, sections 2.1.1 and 3.1): the stream's header and that of
 * its first block. Stateless.
 */
final class XzHead {
    private static final byte[] MAGIC = HexFormat.of().parseHex("fd377a585a00");
    private static final int STREAM_HEADER = 12;
    private static final int FILTERS = 0x03;
    private static final int PACKED_SIZE = 0x40;
    private static final int UNPACKED_SIZE = 0x80;
    private static final int LZMA2 = 0x21;

    private XzHead() {}

    /** Its length; throws unless LZMA2 alone was used. */
    static int bytes(byte[] xz) throws UnknownXzException {
        boolean begins = xz.length > STREAM_HEADER + 1 && Arrays.equals(xz, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        int length = begins ? STREAM_HEADER + ((xz[STREAM_HEADER] & 0xff) + 1) * 4 : xz.length + 1;
        if (length > xz.length || xz[STREAM_HEADER] == 0) {
            throw new UnknownXzException("no header");
        }
        int flags = xz[STREAM_HEADER + 1];
        int at = STREAM_HEADER + 2;
        for (int field : new int[] {PACKED_SIZE, UNPACKED_SIZE}) {
            if ((flags & field) != 0) {
                while (at < length && xz[at] < 0) {
                    at++;
                }
                at++;
            }
        }
        if (at >= length || (flags & FILTERS) != 0 || xz[at] != LZMA2) {
            throw new UnknownXzException("another filter than LZMA2 alone");
        }
        return length;
    }
}
