package dev.cairn.image.drive;

import dev.cairn.image.Progress;
import java.time.Clock;

/** Writes an image to one drive and reads it back: a {@link WriteSession} with a single lane. Stateless. */
public final class DriveWriter {
    private final Clock clock;
    private final WriteOptions options;

    public DriveWriter(Clock clock) {
        this(clock, WriteOptions.USUAL);
    }

    public DriveWriter(Clock clock, WriteOptions options) {
        this.clock = clock;
        this.options = options;
    }

    /** Whether a drive that begins so was being written when something cut the write; {@code start} has at least 4 KiB. */
    public static boolean isUnfinished(byte[] start) {
        return WriteMarker.begins(start);
    }

    /** Waits for the end. The target is not touched when the image does not fit or the identity check refuses. */
    public WriteReceipt write(WriteRequest request, Progress progress) {
        try (WriteSession session = WriteSession.open(request.image(), options, clock)) {
            return session.add(request.target(), request.seed(), request.identity(), progress)
                    .await();
        }
    }
}
