package dev.cairn.agent.update;

import org.jspecify.annotations.Nullable;

/**
 * How far the snapshot of the cluster is that an update takes before its restart, as it is saved. Immutable.
 *
 * @param tries how often it was begun, counted before each, so that one that takes the agent down counts too
 * @param over whether nothing is left to do
 * @param name of what was saved; null for none
 * @param missing why the last try that told anything left none; null for none of that
 * @param unreadable whether that was because there was no state that could be read
 */
public record SnapshotBefore(
        int tries,
        boolean over,
        @Nullable String name,
        @Nullable String missing,
        boolean unreadable) {
    /** So many tries, then it is decided without. */
    static final int MOST_TRIES = 3;

    static final SnapshotBefore UNTRIED = new SnapshotBefore(0, false, null, null, false);

    SnapshotBefore tried() {
        return new SnapshotBefore(tries + 1, false, null, missing, unreadable);
    }

    SnapshotBefore taken(String taken) {
        return new SnapshotBefore(tries, true, taken, null, false);
    }

    SnapshotBefore notNeeded() {
        return new SnapshotBefore(tries, true, null, null, false);
    }

    SnapshotBefore unreadable(String why) {
        return new SnapshotBefore(tries, false, null, why, true);
    }

    SnapshotBefore failed(String why) {
        return new SnapshotBefore(tries, false, null, why, false);
    }

    SnapshotBefore goesOnWithout() {
        return new SnapshotBefore(tries, true, null, why(), unreadable);
    }

    boolean mayBeTriedAgain() {
        return tries < MOST_TRIES;
    }

    String why() {
        return missing == null ? "it took the agent down each time" : missing;
    }
}
