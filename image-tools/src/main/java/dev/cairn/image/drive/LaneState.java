package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a lane's own thread and the watchdog know of each other. Thread-safe. */
final class LaneState {
    /** A lane that is in a call to its drive when it is cancelled ends after this time, whether the call returns or not. */
    private static final Duration CANCEL_LIMIT = Duration.ofMillis(700);

    private final Path target;
    private final Duration stallLimit;
    private final DriveTime time;
    private final CompletableFuture<WriteReceipt> outcome = new CompletableFuture<>();
    private volatile long callSince;
    private volatile long cancelledAt;
    private volatile String phase = "open";

    /** The lane was ended from outside; its thread may not touch the drive any more. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    LaneState(Path target, Duration stallLimit, DriveTime time) {
        this.target = target;
        this.stallLimit = stallLimit;
        this.time = time;
    }

    CompletableFuture<WriteReceipt> outcome() {
        return outcome;
    }

    void phase(String now) {
        phase = now;
    }

    String phase() {
        return phase;
    }

    void cancel() {
        if (cancelledAt == 0) {
            cancelledAt = now();
        }
    }

    /** Called before a call to the drive. */
    void enter() {
        check();
        callSince = now();
    }

    /** Called when it returned, however that ended. */
    void leave() {
        callSince = 0;
        if (outcome.isDone()) {
            throw new Abandoned();
        }
    }

    /** Throws when the lane shall not go on. */
    void check() {
        if (outcome.isDone()) {
            throw new Abandoned();
        }
        if (cancelledAt != 0) {
            throw cancelled();
        }
    }

    /** Ends the lane from outside when its drive does not answer; true when that happened just now. */
    boolean endIfStuck() {
        long cancelled = cancelledAt;
        if (cancelled != 0 && now() - cancelled > CANCEL_LIMIT.toNanos()) {
            return outcome.completeExceptionally(cancelled());
        }
        long since = callSince;
        return since != 0
                && now() - since > stallLimit.toNanos()
                && outcome.completeExceptionally(new ImageException(
                        ImageProblem.DRIVE_STALLED,
                        phase,
                        target.toString(),
                        Map.of("seconds", Long.toString(stallLimit.toSeconds()))));
    }

    private ImageException cancelled() {
        return new ImageException(ImageProblem.CANCELLED, phase, target.toString(), Map.of());
    }

    /** Nanoseconds, never 0. */
    long now() {
        return time.nanos() | 1;
    }

    /** Lets time pass on the lane's own thread. */
    void pause(Duration length) {
        time.pause(length);
    }
}
