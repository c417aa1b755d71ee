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
    /** Whether a slot was tried and the node came back to the one before. */
    public boolean fellBack() {
        return outcome.equals("rolled-back");
    }

    /** The slot that the update was about: of the two the one that did not run when it began. */
    public String triedSlot() {
        return previousSlot.equals("a") ? "b" : "a";
    }

    public boolean committed() {
        return outcome.equals("committed");
    }
}
