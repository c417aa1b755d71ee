package dev.cairn.image.drive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of the image come from. Thread-safe. */
interface ImageBytes extends AutoCloseable {
    /** Fills the buffer from this offset of the image; may wait until the image has been unpacked that far. */
    void read(ByteBuffer into, long at) throws IOException;

    @Override
    void close() throws IOException;
}
