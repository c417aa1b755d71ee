package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * The last way back to a snapshot that a node was asked for, as it told it. Immutable.
 *
 * @param phase {@code none}, {@code resetting}, {@code starting}, {@code taking-back}, {@code done} or {@code failed}
 * @param since the sequence of the order that asked; 0 for none
 * @param reason a code and details why it failed; else empty
 */
public record RestoreReport(String phase, long since, String snapshot, String reason, Instant at) {
    public boolean isDone() {
        return phase.equals("done");
    }

    public boolean hasFailed() {
        return phase.equals("failed");
    }
}
