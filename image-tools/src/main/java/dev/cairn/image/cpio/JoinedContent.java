package dev.cairn.image.cpio;

import dev.cairn.image.Bytes;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Contents one after another as one, without copying them, as segments follow each other (Linux
 * Documentation/driver-api/early-userspace/buffer-format.rst, grammar of "initramfs"). Stateless.
 */
public final class JoinedContent {
    private JoinedContent() {}

    /** What is read of it is read of {@code parts}, which must stay open as long. */
    public static Content of(String origin, List<Content> parts) {
        TreeMap<Long, Content> places = new TreeMap<>();
        long bytes = 0;
        for (Content part : parts) {
            if (part.size() > 0) {
                places.put(bytes, part);
                bytes += part.size();
            }
        }
        return new Content.Range(reading(places, bytes), origin, 0, bytes);
    }

    private static Bytes reading(TreeMap<Long, Content> places, long bytes) {
        return (into, at) -> {
            Map.Entry<Long, Content> part = places.floorEntry(at);
            return part == null || at >= bytes ? -1 : read(part.getValue(), into, at - part.getKey());
        };
    }

    private static int read(Content part, ByteBuffer into, long at) throws IOException {
        int count = (int) Math.min(into.remaining(), part.size() - at);
        int limit = into.limit();
        try (Content.Source source = part.open()) {
            source.read(into.limit(into.position() + count), at);
        } finally {
            into.limit(limit);
        }
        return count;
    }
}
