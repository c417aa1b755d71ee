package dev.cairn.protocol;

/**
 * The last restore that a node was asked for. Immutable.
 *
 * @param since of its {@link ClusterRestore}; 0 for none
 * @param snapshot by its name; empty for none
 * @param reason why it failed, or what the last try said; else empty
 * @param atMs when the phase began, in ms since 1970 by the node's clock
 */
public record RestoreStatus(RestorePhase phase, long since, String snapshot, String reason, long atMs) {
    public static final RestoreStatus NONE = new RestoreStatus(RestorePhase.NONE, 0, "", "", 0);
}
