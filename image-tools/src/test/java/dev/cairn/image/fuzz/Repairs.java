package dev.cairn.image.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Puts checksums right after damage was done, so that it reaches what they guard. Stateless. */
final class Repairs {
    private Repairs() {}

    /** Every block that still looks like a header gets its checksum. */
    static void tar(byte[] bytes) {
        for (int at = 0; at + 512 <= bytes.length; at += 512) {
            if (bytes[at + 257] == 'u' && bytes[at + 258] == 's' && bytes[at + 259] == 't') {
                int sum = 8 * ' ';
                for (int i = 0; i < 512; i++) {
                    sum += i >= 148 && i < 156 ? 0 : bytes[at + i] & 0xff;
                }
                for (int digit = 5; digit >= 0; digit--) {
                    bytes[at + 148 + digit] = (byte) ('0' + (sum & 7));
                    sum >>= 3;
                }
                bytes[at + 154] = 0;
                bytes[at + 155] = ' ';
            }
        }
    }

    /** The checksums of the primary table. */
    static void gpt(byte[] bytes) {
        if (bytes.length < 1024 + 128 * 128) {
            return;
        }
        ByteBuffer disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = disk.getInt(512 + 80);
        int size = disk.getInt(512 + 84);
        long entries = (long) count * size;
        if (count > 0 && size > 0 && entries <= bytes.length - 1024) {
            disk.putInt(512 + 88, crc(bytes, 1024, (int) entries));
        }
        int header = disk.getInt(512 + 12);
        disk.putInt(512 + 16, 0);
        if (header > 0 && header <= 512) {
            disk.putInt(512 + 16, crc(bytes, 512, header));
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
