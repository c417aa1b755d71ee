package dev.cairn.image.cpio;

import dev.cairn.image.ImageException;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of an initrd; the place of the next one can be set. What cannot be read is an {@link ImageException}. Belongs to one thread. */
final class InitrdInput extends PlacedStream {
    private static final int BUFFER_BYTES = 1 << 15;

    private final Content.Source source;
    private final Content content;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    /** Where the buffer ends. */
    private long end;

    InitrdInput(Content content) throws IOException {
        this.content = content;
        this.source = content.open();
    }

    @Override
    long position() {
        return end - buffer.remaining();
    }

    /** Goes to a place, at most to the end. */
    void seek(long position) {
        long start = end - buffer.limit();
        if (position >= start && position <= end) {
            buffer.position((int) (position - start));
        } else {
            end = Math.min(position, content.size());
            buffer.limit(0);
        }
    }

    @Override
    int peek() {
        return fill() ? buffer.get(buffer.position()) & 0xff : -1;
    }

    @Override
    public int read() {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    @Override
    public long skip(long count) {
        long from = position();
        seek(from + Math.clamp(count, 0, content.size() - from));
        return position() - from;
    }

    /** False at the end. */
    private boolean fill() {
        if (buffer.hasRemaining()) {
            return true;
        }
        int count = (int) Math.min(BUFFER_BYTES, content.size() - end);
        if (count <= 0) {
            return false;
        }
        try {
            source.read(buffer.clear().limit(count), end);
        } catch (IOException e) {
            throw ImageException.io("initrd", content.origin(), e);
        }
        buffer.flip();
        end += count;
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
