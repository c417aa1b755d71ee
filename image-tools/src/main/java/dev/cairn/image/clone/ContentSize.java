package dev.cairn.image.clone;

import dev.cairn.image.ImageException;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How much of the content partition is used: what its squashfs says of itself (squashfs 4.0, superblock), or nothing. Stateless. */
final class ContentSize {
    private static final int MAGIC = 0x73717368;
    private static final int USED_AT = 40;

    private ContentSize() {}

    static long of(Content partition) {
        ByteBuffer head = ByteBuffer.allocate(USED_AT + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (Content.Source source = partition.open()) {
            source.read(head, 0);
        } catch (IOException e) {
            throw ImageException.io("read", partition.origin(), e);
        }
        long used = head.getLong(USED_AT);
        return head.getInt(0) == MAGIC && used > 0 && used <= partition.size() ? used : 0;
    }
}
