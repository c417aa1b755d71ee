package dev.cairn.agent.restore;

import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.RestorePhase;
import dev.cairn.protocol.RestoreStatus;

/**
 * What a server keeps of a restore over power cuts. Immutable.
 *
 * @param since of the order; lower ones are never looked at again
 * @param tries how often the database was begun to be made, counted before each
 * @param reason what the last try said; empty for nothing
 * @param atMs when the phase began: for people only
 */
public record RestoreRecord(RestorePhase phase, long since, String snapshot, int tries, String reason, long atMs) {
    static final RestoreRecord NONE = new RestoreRecord(RestorePhase.NONE, 0, "", 0, "", 0);

    static RestoreRecord of(ClusterRestore ordered, long atMs) {
        return new RestoreRecord(RestorePhase.RESETTING, ordered.since(), ordered.snapshot(), 0, "", atMs);
    }

    RestoreRecord tried() {
        return new RestoreRecord(phase, since, snapshot, tries + 1, reason, atMs);
    }

    RestoreRecord saying(String why) {
        return new RestoreRecord(phase, since, snapshot, tries, why, atMs);
    }

    RestoreRecord at(RestorePhase next, String why, long nowMs) {
        return new RestoreRecord(next, since, snapshot, tries, why, nowMs);
    }

    RestoreStatus status() {
        return new RestoreStatus(phase, since, snapshot, reason, atMs);
    }
}
