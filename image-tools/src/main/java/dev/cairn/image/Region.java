package dev.cairn.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A piece of an open file or drive: what a partition's reader gets to see. Thread-safe; does not own the channel. */
public record Region(FileChannel channel, long offset, long length) {
    public Region {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("negative region");
        }
    }

    /** The whole of a file or block device. */
    public static Region whole(FileChannel channel) throws IOException {
        return new Region(channel, 0, channel.size());
    }

    public byte[] read(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        read(position, buffer);
        return buffer.array();
    }

    /** Fills the buffer; bytes outside the region are an {@link EOFException}. */
    public void read(long position, ByteBuffer into) throws IOException {
        if (position < 0 || position > length - into.remaining()) {
            throw new EOFException("byte " + position + " lies outside of " + length);
        }
        long at = offset + position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException("file ends at byte " + at);
            }
            at += count;
        }
    }
}
