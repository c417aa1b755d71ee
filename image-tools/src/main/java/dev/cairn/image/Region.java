package dev.cairn.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A piece of an open file or drive: what a partition's reader gets to see. Thread-safe; closes nothing. */
public record Region(Bytes bytes, long offset, long length) {
    /** Of bytes whose end is only known once it was reached. */
    private static final long UNKNOWN = Long.MAX_VALUE / 2;

    public Region {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("negative region");
        }
    }

    public Region(FileChannel channel, long offset, long length) {
        this(channel::read, offset, length);
    }

    /** All of what may go on for ever. */
    public static Region endless(Bytes bytes) {
        return new Region(bytes, 0, UNKNOWN);
    }

    /** Bytes of the whole, or 0 where only the end will tell. */
    public long knownLength() {
        return length == UNKNOWN ? 0 : length;
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
        if (readSome(position, into) > 0) {
            throw new EOFException("file ends at byte " + (offset + position));
        }
    }

    /** Fills as much of the buffer as there are bytes; the answer is how many are lacking. */
    public int readSome(long position, ByteBuffer into) throws IOException {
        long at = offset + position;
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + Math.max(0, length - position)));
        int count = 0;
        while (into.hasRemaining() && count >= 0) {
            count = bytes.read(into, at);
            at += Math.max(0, count);
        }
        into.limit(limit);
        return into.remaining();
    }
}
