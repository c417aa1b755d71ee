package dev.cairn.image.drive;

import java.time.Duration;

/**
 * A call to a drive, and how late the drive is. Each transfer is allowed the time that its bytes take at 256 KiB a second; what it takes longer
 * adds up, and what it is faster is deducted. Drives worth writing move at least 1 MB a second (USB 1.1, the slowest memory cards), so that three
 * of them on one such bus are not late for long, whatever their pauses; one below 128 KiB a second is 30 seconds late within a minute.
 * Immutable.
 *
 * @param since when it began, 0 between calls
 * @param allowed nanoseconds that do not make the drive late, {@link #UNCOUNTED} where none do
 * @param late nanoseconds that the drive was late when the call began
 */
record DriveCall(long since, long allowed, long late) {
    /** For what is done once and depends on others: opening, checking whose drive it is, taking it alone, closing. */
    static final long UNCOUNTED = Long.MAX_VALUE;

    static final DriveCall NONE = new DriveCall(0, 0, 0);
    static final int BYTES_PER_SECOND = 256 << 10;

    /** Less is no measure of a drive's rate: memory cards take up to a second for 4 KiB in a strange place. */
    private static final int LEAST_BYTES = 64 << 10;

    private static final long SMALL_NANOS = Duration.ofSeconds(1).toNanos();

    /** A large call to a drive that slows down just then must not hide that. */
    private static final long LARGE_NANOS = Duration.ofSeconds(5).toNanos();

    static long transfer(int bytes) {
        return bytes < LEAST_BYTES ? SMALL_NANOS : Math.min(LARGE_NANOS, nanos(bytes));
    }

    /** @param cached bytes that the system's cache may hold, which this call hands to the drive */
    static long force(long cached) {
        return Math.max(SMALL_NANOS, nanos(cached));
    }

    private static long nanos(long bytes) {
        return bytes * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;
    }

    DriveCall begin(long now, long allowedNanos) {
        return new DriveCall(now, allowedNanos, late);
    }

    DriveCall end(long now) {
        return new DriveCall(0, 0, Math.max(0, lateAt(now)));
    }

    /** Whether the call lasts longer than this. */
    boolean lasts(long now, Duration limit) {
        return since != 0 && now - since > limit.toNanos();
    }

    /** Whether the drive is later than this, the call included. */
    boolean isLate(long now, Duration limit) {
        return lateAt(now) > limit.toNanos();
    }

    private long lateAt(long now) {
        return since == 0 || allowed == UNCOUNTED ? late : late + (now - since) - allowed;
    }
}
