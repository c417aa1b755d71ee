package dev.cairn.image.lzma;

import java.util.Arrays;

/** What was unpacked so far, which both directions need to know. One thread. */
final class History {
    /** More is not taken apart: a kernel module has a few MiB. */
    static final int MAX_BYTES = 64 << 20;

    private byte[] bytes = new byte[1 << 20];
    private int size;

    int size() {
        return size;
    }

    /** The byte {@code distance + 1} before the end, or 0 before the start. */
    int back(int distance) {
        return Integer.compareUnsigned(distance, size) < 0 ? bytes[size - distance - 1] & 0xff : 0;
    }

    void add(int oneByte) throws UnknownXzException {
        room(1);
        bytes[size++] = (byte) oneByte;
    }

    void add(byte[] from, int offset, int count) throws UnknownXzException {
        room(count);
        System.arraycopy(from, offset, bytes, size, count);
        size += count;
    }

    void repeat(int distance, int length) throws UnknownXzException {
        if (Integer.compareUnsigned(distance, size) >= 0) {
            throw new UnknownXzException("a copy from before the start");
        }
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size] = bytes[size - distance - 1];
            size++;
        }
    }

    private void room(int count) throws UnknownXzException {
        if (count > MAX_BYTES - size) {
            throw new UnknownXzException("more than " + MAX_BYTES + " bytes");
        }
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, Math.min(MAX_BYTES, bytes.length * 2)));
        }
    }
}
