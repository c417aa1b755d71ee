package dev.cairn.image.drive;

import dev.cairn.image.Progress;
import java.time.Clock;

/** Writes an image to a drive and reads it back. Stateless; one call per drive, each on its own thread. */
public final class DriveWriter {
    private final Clock clock;

    public DriveWriter(Clock clock) {
        this.clock = clock;
    }

    public WriteReceipt write(WriteRequest request, Progress progress) {
        throw new UnsupportedOperationException("" + clock);
    }
}
