package dev.cairn.image.drive;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody lets it pass. Thread-safe. */
final class PlayedTime implements DriveTime {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong paused = new AtomicLong();
    private volatile Runnable event = () -> {};

    /** What happens at the end of each pause. */
    void whenPaused(Runnable what) {
        event = what;
    }

    void pass(Duration length) {
        now.addAndGet(length.toNanos());
    }

    /** How long was waited in pauses. */
    Duration paused() {
        return Duration.ofNanos(paused.get());
    }

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void pause(Duration length) {
        pass(length);
        paused.addAndGet(length.toNanos());
        event.run();
    }
}
