package dev.cairn.image.drive;

import java.time.Duration;

/** Chooses how much to hand to a drive at once, so that a call takes a fraction of a second on a slow one too. One thread. */
final class Pace {
    private static final int LEAST = 64 << 10;
    private static final int FIRST = 256 << 10;
    private static final long WANTED_NANOS = Duration.ofMillis(200).toNanos();

    private int bytes = FIRST;

    /** How many bytes the next call shall move, a multiple of 64 KiB. */
    int bytes() {
        return bytes;
    }

    /** Tells how long the last call took. */
    void took(int moved, long nanos) {
        if (moved < bytes && nanos < WANTED_NANOS) {
            return;
        }
        double fitting = (double) moved * WANTED_NANOS / Math.max(1, nanos);
        double next = Math.clamp(fitting, bytes / 4.0, bytes * 2.0);
        bytes = (int) Math.clamp((long) next / LEAST * LEAST, LEAST, ImageBlock.MAX_BYTES);
    }
}
