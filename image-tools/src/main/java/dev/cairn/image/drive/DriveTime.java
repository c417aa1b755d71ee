package dev.cairn.image.drive;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What the patience with drives is measured by. Thread-safe. */
@FunctionalInterface
interface DriveTime {
    /** Counts nanoseconds from any start, as {@link System#nanoTime()} does. */
    long nanos();

    /** Lets about so much of it pass; less when somebody is in a hurry. */
    default void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
