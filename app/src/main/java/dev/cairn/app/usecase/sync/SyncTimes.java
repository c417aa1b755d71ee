package dev.cairn.app.usecase.sync;

import java.time.Duration;

/**
 * The named times of a sync.
 *
 * @param updateWithin how long an update may take from its last chunk to its end
 * @param pollEvery how often a node is asked how its update goes; some jitter is added
 * @param orderLife how long an order holds
 * @param healthWindow how long a node watches itself before it commits
 * @param neighbourPatience how long a node that gets nothing from its neighbours is waited for before it is sent what it lacks
 */
public record SyncTimes(
        Duration updateWithin,
        Duration pollEvery,
        Duration orderLife,
        Duration healthWindow,
        Duration neighbourPatience) {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** With the usual patience. */
    public SyncTimes(Duration updateWithin, Duration pollEvery, Duration orderLife, Duration healthWindow) {
        this(updateWithin, pollEvery, orderLife, healthWindow, USUAL_PATIENCE);
    }

    public static final SyncTimes USUAL =
            new SyncTimes(Duration.ofMinutes(20), Duration.ofMillis(700), Duration.ofDays(30), Duration.ofSeconds(60));
}
