package dev.cairn.image.cpio;

import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how far it has come. Belongs to one thread. */
abstract class PlacedStream extends InputStream {
    /** Bytes before the next one. */
    abstract long position();

    /** The next byte, which stays the next one; -1 at the end. */
    abstract int peek() throws IOException;

    /** Passes zeros; the answer is what {@link #peek} then tells. */
    final int skipZeros() throws IOException {
        int next = peek();
        while (next == 0) {
            read();
            next = peek();
        }
        return next;
    }
}
