package dev.cairn.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read at any offset, as an open file's can. Thread-safe. */
@FunctionalInterface
public interface Bytes {
    /** Reads some bytes from {@code at} on, at least one where there is room; -1 behind the end. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Whether there is nothing but zeros. */
    static boolean areZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
