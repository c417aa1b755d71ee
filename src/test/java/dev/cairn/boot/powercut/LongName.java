package dev.cairn.boot.powercut;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The pieces of a long name, which stand before the entry that they belong to, last piece first (FAT specification 1.03, long names). */
final class LongName {
    private static final int LAST = 0x40;
    private static final int PIECE_BYTES = 26;

    private final StringBuilder name = new StringBuilder();
    private int expected;
    private int checksum;

    void forget() {
        name.setLength(0);
        expected = 0;
    }

    void add(ByteBuffer entry) {
        int number = entry.get(0) & 0x3f;
        int sum = entry.get(13) & 0xff;
        if ((entry.get(0) & LAST) != 0) {
            forget();
            checksum = sum;
        } else if (number != expected || sum != checksum) {
            forget();
            return;
        }
        expected = number - 1;
        byte[] piece = new byte[PIECE_BYTES];
        entry.get(1, piece, 0, 10).get(14, piece, 10, 12).get(28, piece, 22, 4);
        String text = new String(piece, StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        name.insert(0, end < 0 ? text : text.substring(0, end));
    }

    /** The name if all pieces are there and are this entry's. */
    Optional<String> of(ByteBuffer entry) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (entry.get(i) & 0xff) & 0xff;
        }
        return expected == 0 && !name.isEmpty() && sum == checksum ? Optional.of(name.toString()) : Optional.empty();
    }
}
