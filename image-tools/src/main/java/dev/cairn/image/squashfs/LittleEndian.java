package dev.cairn.image.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing buffer of little-endian numbers. Belongs to one thread. */
final class LittleEndian {
    private ByteBuffer buffer;

    LittleEndian(int capacity) {
        buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    LittleEndian u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    LittleEndian u32(long value) {
        room(4).putInt((int) value);
        return this;
    }

    LittleEndian u64(long value) {
        room(8).putLong(value);
        return this;
    }

    LittleEndian bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    LittleEndian bytes(byte[] bytes, int offset, int length) {
        room(length).put(bytes, offset, length);
        return this;
    }

    int size() {
        return buffer.position();
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    byte[] array() {
        return buffer.array();
    }

    void clear() {
        buffer.clear();
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + more);
            buffer = ByteBuffer.allocate(capacity)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(buffer.array(), 0, buffer.position());
        }
        return buffer;
    }
}
