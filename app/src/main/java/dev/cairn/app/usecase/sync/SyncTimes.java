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
 * @param absence how long a node to which the line broke is waited for: as long as a machine takes to start, or a cable to be found
 */
public record SyncTimes(
        Duration updateWithin,
        Duration pollEvery,
        Duration orderLife,
        Duration healthWindow,
        Duration neighbourPatience,
        Duration absence) {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
    private static final Duration USUAL_ABSENCE = Duration.ofMinutes(3);

    /** With the usual patience. */
    public SyncTimes(Duration updateWithin, Duration pollEvery, Duration orderLife, Duration healthWindow) {
        this(updateWithin, pollEvery, orderLife, healthWindow, USUAL_PATIENCE, USUAL_ABSENCE);
    }

    public static final SyncTimes USUAL =
            new SyncTimes(Duration.ofMinutes(20), Duration.ofMillis(700), Duration.ofDays(30), Duration.ofSeconds(60));
}
