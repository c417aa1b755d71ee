package dev.cairn.protocol;

/**
 * How the last update ended. Immutable.
 *
 * @param reason why it did not commit; of a commit, what it had to do without, mostly empty
 * @param previousSlot the slot that ran when the update began
 * @param currentSlot the slot that ran when it ended
 * @param atMs when it ended, in ms since 1970 by the node's clock
 */
public record UpdateResult(
        UpdateOutcome outcome,
        String reason,
        String bundleDigest,
        String releaseDigest,
        String version,
        SlotName previousSlot,
        SlotName currentSlot,
        long atMs) {
    /** The same with another reason. */
    public UpdateResult because(String other) {
        return new UpdateResult(outcome, other, bundleDigest, releaseDigest, version, previousSlot, currentSlot, atMs);
    }
}
