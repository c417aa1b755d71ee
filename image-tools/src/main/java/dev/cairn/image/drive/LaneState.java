package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a lane's own thread and the watchdog know of each other. Thread-safe. */
final class LaneState {
    /** A lane that is in a call to its drive when it is cancelled ends after this time, whether the call returns or not. */
    private static final Duration CANCEL_LIMIT = Duration.ofMillis(700);

    /** For a drive to be closed after something else went wrong: then nobody has to wait for it. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Path target;
    private final Duration stallLimit;
    private final DriveTime time;
    private final CompletableFuture<WriteReceipt> outcome = new CompletableFuture<>();
    private volatile DriveCall call = DriveCall.NONE;
    private volatile Optional<Throwable> failure = Optional.empty();
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

    /** Called before a call to the drive that does not say how fast it is. */
    void enter() {
        check();
        call = call.begin(now(), DriveCall.UNCOUNTED);
    }

    /** Called before a call to the drive. */
    void enter(long allowedNanos) {
        check();
        if (call.isLate(now(), stallLimit)) {
            throw tooSlow();
        }
        call = call.begin(now(), allowedNanos);
    }

    /** Called when it returned, however that ended. */
    void leave() {
        call = call.end(now());
        if (outcome.isDone()) {
            throw new Abandoned();
        }
    }

    /** What the lane will end with once its drive is closed. */
    void failed(Throwable reason) {
        failure = Optional.of(reason);
    }

    /** Called before the drive is closed, which is done for whatever reason the lane ends. */
    void closing() {
        call = call.end(now()).begin(now(), DriveCall.UNCOUNTED);
    }

    void closed() {
        call = call.end(now());
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

    /** Ends the lane from outside when its drive does not answer or hardly moves; true when that happened just now. */
    boolean endIfStuck() {
        long cancelled = cancelledAt;
        if (cancelled != 0 && now() - cancelled > CANCEL_LIMIT.toNanos()) {
            return outcome.completeExceptionally(cancelled());
        }
        DriveCall current = call;
        if (failure.isPresent()) {
            return current.lasts(now(), CLOSE_LIMIT) && outcome.completeExceptionally(failure.get());
        }
        if (current.lasts(now(), stallLimit)) {
            return outcome.completeExceptionally(stalled());
        }
        return current.isLate(now(), stallLimit) && outcome.completeExceptionally(tooSlow());
    }

    private ImageException stalled() {
        return new ImageException(
                ImageProblem.DRIVE_STALLED,
                phase,
                target.toString(),
                Map.of("seconds", Long.toString(stallLimit.toSeconds())));
    }

    private ImageException tooSlow() {
        return new ImageException(
                ImageProblem.DRIVE_TOO_SLOW,
                phase,
                target.toString(),
                Map.of(
                        "seconds", Long.toString(stallLimit.toSeconds()),
                        "rate", Integer.toString(DriveCall.BYTES_PER_SECOND >> 10)));
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
