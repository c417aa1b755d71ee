package dev.cairn.image.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends blocks to the file behind a buffer. Belongs to one thread. */
final class BlockOutput {
    private final FileChannel channel;
    private final WriteWatcher watcher;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private long flushed;

    BlockOutput(FileChannel channel, long start, WriteWatcher watcher) {
        this.channel = channel;
        this.watcher = watcher;
        this.flushed = start;
    }

    long position() {
        return flushed + buffer.position();
    }

    /** Goes on behind bytes that were written past this. */
    void goOnAt(long position) throws IOException {
        flush();
        flushed = position;
        watcher.takenOver(position);
    }

    void write(byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, free().remaining());
            buffer.put(bytes, done, count);
            done += count;
        }
    }

    /** Room of at least {@code bytes} (at most 1 MiB) at the end of the file; what is put there is written. */
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            flushed += channel.write(buffer, flushed);
        }
        buffer.clear();
        watcher.written(flushed);
    }

    void writeAt(byte[] bytes, long position) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            channel.write(source, position + source.position());
        }
    }

    private ByteBuffer free() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer;
    }
}
