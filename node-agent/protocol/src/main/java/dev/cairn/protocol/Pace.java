package dev.cairn.protocol;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a stream of bytes at a rate: says how long to wait before sending some. What was not used is not saved up beyond a fifth of a second. It waits
 * itself for nothing. Thread-safe.
 */
public final class Pace {
    private static final long SECOND = 1_000_000_000L;
    private static final long SAVED_UP = SECOND / 5;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long freeAt;

    /** At most so many bytes a second; 0 for no limit. */
    public Pace(long bytesPerSecond) {
        this(bytesPerSecond, System::nanoTime);
    }

    /** With a clock of the caller's, in nanoseconds. */
    public Pace(long bytesPerSecond, LongSupplier nanos) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a rate is not negative");
        }
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.freeAt = nanos.getAsLong() - SAVED_UP;
    }

    /** True if there is a limit. */
    public boolean isLimited() {
        return bytesPerSecond > 0;
    }

    /** Takes note of bytes that are about to be sent; how long to wait before that. */
    public synchronized Duration take(long bytes) {
        if (bytesPerSecond == 0) {
            return Duration.ZERO;
        }
        long now = nanos.getAsLong();
        long start = freeAt - (now - SAVED_UP) > 0 ? freeAt : now - SAVED_UP;
        freeAt = start + (long) ((double) bytes / bytesPerSecond * SECOND);
        return Duration.ofNanos(Math.max(0, freeAt - now));
    }
}
