package dev.cairn.image.content;

import dev.cairn.image.Region;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an artifact for the transfer. In a plain tar (POSIX ustar) cuts are where files begin, so that an image layer that two archives
 * share gives the same chunks in both; a packed archive is cut into equal pieces. Stateless.
 */
final class ContentCuts {
    private static final int BLOCK = 512;
    private static final int PIECE = SlotManifest.MAX_CHUNK_BYTES;
    /** Shorter files stay together with what surrounds them. */
    private static final int LEAST = 64 << 10;

    private static final int MAGIC_AT = 257;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;

    private ContentCuts() {}

    /** Lengths that add up to the whole. */
    static List<Integer> of(Region artifact) throws IOException {
        List<Long> starts = new ArrayList<>(List.of(0L));
        long at = 0;
        while (at + BLOCK <= artifact.length()) {
            byte[] head = artifact.read(at, BLOCK);
            long size = size(head);
            if (size < 0) {
                break;
            }
            long data = at + BLOCK;
            long next = data + Math.ceilDiv(size, BLOCK) * BLOCK;
            if (next > artifact.length()) {
                break;
            }
            if (size >= LEAST) {
                starts.add(data);
                starts.add(next);
            }
            at = next;
        }
        starts.add(artifact.length());
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            for (long from = starts.get(i); from < starts.get(i + 1); from += PIECE) {
                lengths.add((int) Math.min(PIECE, starts.get(i + 1) - from));
            }
        }
        return lengths;
    }

    /** The size that a header of tar names; -1 if it is none, or of a kind that no image archive has. */
    private static long size(byte[] head) {
        for (int i = 0; i < 5; i++) {
            if (head[MAGIC_AT + i] != "ustar".charAt(i)) {
                return -1;
            }
        }
        if ((head[SIZE_AT] & 0x80) != 0) {
            long size = 0;
            for (int i = SIZE_AT + SIZE_BYTES - Long.BYTES; i < SIZE_AT + SIZE_BYTES; i++) {
                size = size << Byte.SIZE | head[i] & 0xff;
            }
            return size;
        }
        long size = 0;
        for (int i = SIZE_AT; i < SIZE_AT + SIZE_BYTES && head[i] != 0 && head[i] != ' '; i++) {
            if (head[i] < '0' || head[i] > '7') {
                return -1;
            }
            size = size * 8 + head[i] - '0';
        }
        return size;
    }
}
