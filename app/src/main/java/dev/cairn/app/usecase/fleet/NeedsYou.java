package dev.cairn.app.usecase.fleet;

/**
 * One thing that needs a person.
 *
 * @param subject the id of the node, site or rollout; empty for the fleet
 * @param label what a person calls it
 */
public record NeedsYou(Kind kind, String subject, String label) {
    /** What is needed. */
    public enum Kind {
        MAKE_FLEET,
        IMPORT_ARTIFACTS,
        MAKE_PROFILE,
        ADD_SITE,
        SET_PASSPHRASE,
        ASSIGN_NODE,
        UPDATE_ROLLED_BACK,
        NODE_DEGRADED,
        ROLLOUT_FAILED
    }
}
