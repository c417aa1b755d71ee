package dev.cairn.image.layer;

import dev.cairn.image.Bytes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * A regular file with holes (GNU tar manual, "Storing Sparse Files"), of which something open that outlives this content holds the pieces.
 *
 * @param size with the holes
 * @param pieces where in {@code bytes} each piece stands, by its position in the content; they do not overlap
 */
record SparseContent(Bytes bytes, String origin, long size, TreeMap<Long, Piece> pieces) implements Content {
    private static final byte[] ZEROS = new byte[1 << 16];

    /** Bytes at an offset. */
    record Piece(long offset, long length) {}

    @Override
    public long nextData(long position) {
        Map.Entry<Long, Piece> here = pieces.floorEntry(position);
        if (here != null && position < here.getKey() + here.getValue().length()) {
            return position;
        }
        Long next = pieces.higherKey(position);
        return next == null ? size : next;
    }

    @Override
    public long place() {
        return pieces.isEmpty() ? 0 : pieces.firstEntry().getValue().offset();
    }

    @Override
    public long storedBytes() {
        return pieces.values().stream().mapToLong(Piece::length).sum();
    }

    @Override
    public Source open() {
        return (into, position) -> {
            int limit = into.limit();
            long at = position;
            while (into.position() < limit) {
                long data = Math.min(nextData(at), at + limit - into.position());
                zeros(into, data - at);
                at = data;
                Map.Entry<Long, Piece> here = pieces.floorEntry(at);
                if (into.position() < limit && here != null) {
                    long skipped = at - here.getKey();
                    int count = (int)
                            Math.min(limit - into.position(), here.getValue().length() - skipped);
                    into.limit(into.position() + count);
                    new Range(bytes, origin, here.getValue().offset() + skipped, count)
                            .open()
                            .read(into, 0);
                    into.limit(limit);
                    at += count;
                }
            }
        };
    }

    private static void zeros(ByteBuffer into, long count) {
        for (long left = count; left > 0; left -= ZEROS.length) {
            into.put(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }
}
