package dev.cairn.image.clone;

import dev.cairn.image.drive.ImageBytes;
import dev.cairn.image.layer.Content;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An image put together from pieces that stand elsewhere; what no piece covers reads as zeros. Filled by one thread, then thread-safe. */
final class PiecedImage implements ImageBytes {
    private final NavigableMap<Long, Content> pieces = new TreeMap<>();
    private final long length;
    private final AutoCloseable source;

    /** @param source closed with this */
    PiecedImage(long length, AutoCloseable source) {
        this.length = length;
        this.source = source;
    }

    /** Pieces do not overlap and lie inside the image. */
    void put(long offset, Content content) {
        Long before = pieces.lowerKey(offset + content.size());
        boolean overlaps = before != null && before + piece(before).size() > offset;
        if (overlaps || offset + content.size() > length) {
            throw new IllegalArgumentException("pieces overlap at " + offset);
        }
        pieces.put(offset, content);
    }

    private Content piece(long offset) {
        Content content = pieces.get(offset);
        if (content == null) {
            throw new IllegalArgumentException("no piece at " + offset);
        }
        return content;
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        if (at < 0 || at > length - into.remaining()) {
            throw new EOFException("byte " + at + " lies outside of " + length);
        }
        int base = into.position();
        int limit = into.limit();
        long end = at + into.remaining();
        zero(into);
        Long first = pieces.floorKey(at);
        for (var entry :
                pieces.subMap(first == null ? at : first, true, end, false).entrySet()) {
            long from = Math.max(at, entry.getKey());
            long to = Math.min(end, entry.getKey() + entry.getValue().size());
            if (from < to) {
                ByteBuffer slice = into.limit(base + (int) (to - at))
                        .position(base + (int) (from - at))
                        .slice();
                try (Content.Source open = entry.getValue().open()) {
                    open.read(slice, from - entry.getKey());
                }
                into.clear();
            }
        }
        into.limit(limit).position(limit);
    }

    private static void zero(ByteBuffer into) {
        ByteBuffer all = into.duplicate();
        byte[] zeros = new byte[64 * 1024];
        while (all.hasRemaining()) {
            all.put(zeros, 0, Math.min(zeros.length, all.remaining()));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
