package dev.cairn.image.drive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends lanes whose drives do not answer, from a thread that never talks to a drive. Thread-safe. */
final class Watchdog implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Map<LaneState, Runnable> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drive-watchdog").factory());

    void start() {
        var unused = thread.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches a lane until its end; {@code abandoned} is called when it was ended from here. */
    void watch(LaneState lane, Runnable abandoned) {
        watched.put(lane, abandoned);
    }

    private void look() {
        watched.forEach((lane, abandoned) -> {
            if (lane.endIfStuck()) {
                abandoned.run();
            }
            if (lane.outcome().isDone()) {
                watched.remove(lane);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
