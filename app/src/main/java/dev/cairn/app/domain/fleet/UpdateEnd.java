package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * How a node's last update ended.
 *
 * @param outcome {@code committed}, {@code rolled-back} or {@code failed}
 * @param reason why it did not commit; empty for a commit
 * @param previousSlot the slot that ran before
 * @param currentSlot the slot that ran when it ended
 */
public record UpdateEnd(
        String outcome,
        String reason,
        String bundle,
        String release,
        String version,
        String previousSlot,
        String currentSlot,
        Instant at) {
    public boolean committed() {
        return outcome.equals("committed");
    }
}
