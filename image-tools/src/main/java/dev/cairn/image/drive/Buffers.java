package dev.cairn.image.drive;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lends page-aligned direct buffers of one size and takes them back, so that a long session needs no more than its busiest moment. Thread-safe. */
final class Buffers {
    private final int bytes;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private long allocated;

    Buffers(int bytes) {
        this.bytes = bytes;
    }

    /** A buffer whose address suits direct transfers. */
    static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(bytes + DriveChannel.ALIGNMENT)
                .alignedSlice(DriveChannel.ALIGNMENT)
                .limit(bytes)
                .slice();
    }

    synchronized ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            buffer = aligned(bytes);
            allocated += bytes + DriveChannel.ALIGNMENT;
        }
        return buffer.clear();
    }

    synchronized void giveBack(ByteBuffer buffer) {
        free.push(buffer);
    }

    /** A call that never returned still uses the buffer: it is never lent again. */
    synchronized void lost() {
        allocated -= bytes + DriveChannel.ALIGNMENT;
    }

    /** Direct memory that this holds or has lent. */
    synchronized long allocated() {
        return allocated;
    }
}
