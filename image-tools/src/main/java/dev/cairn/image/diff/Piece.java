package dev.cairn.image.diff;

import dev.cairn.image.Region;
import java.io.IOException;

/** A stretch of a part of a slot. */
record Piece(Region in, long offset, int bytes) {
    byte[] read() throws IOException {
        return in.read(offset, bytes);
    }
}
