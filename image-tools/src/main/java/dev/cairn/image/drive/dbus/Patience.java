package dev.cairn.image.drive.dbus;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long an answer is waited for. Immutable.
 *
 * @param deadline of {@link System#nanoTime()}
 * @param goesOn asked several times a second; throws when nobody wants the answer any more
 */
public record Patience(long deadline, Runnable goesOn) {
    private static final long LOOK_EVERY_MILLIS = 200;

    public static Patience of(Duration limit) {
        return of(limit, () -> {});
    }

    public static Patience of(Duration limit, Runnable goesOn) {
        return new Patience(System.nanoTime() + limit.toNanos(), goesOn);
    }

    /** For how long to wait before this is asked anew. */
    int milliseconds() throws SocketTimeoutException {
        goesOn.run();
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(LOOK_EVERY_MILLIS, left / 1_000_000 + 1);
    }
}
