package dev.cairn.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says about itself: what runs, never what is wished. Immutable.
 *
 * @param machineId the systemd machine id, null while unknown
 * @param bootId changes with every boot
 * @param bootedSlot null when it runs from the bootstrap partition
 * @param timeMs the node's clock, ms since 1970
 * @param orderSequence sequence of the newest accepted order, 0 before the first
 * @param warnings conditions that the node lives with, as codes of {@link NodeProblem}
 * @param cluster where it stands in its site's cluster; null if it forms none by itself
 * @param content what it has of what runs in Kubernetes; null from agents that cannot change it
 * @param snapshots the newest states of the cluster on its disk, newest first; null from agents that do not tell
 * @param restore the last restore of the cluster that it was asked for; null from agents that know none
 */
public record NodeStatus(
        NodeId node,
        FleetId fleet,
        String hostName,
        @Nullable String machineId,
        @Nullable SiteId site,
        @Nullable String siteName,
        @Nullable NodeRole role,
        NodeState state,
        String bootId,
        long timeMs,
        long uptimeMs,
        String agentVersion,
        @Nullable SlotName bootedSlot,
        @Nullable String releaseDigest,
        @Nullable String releaseVersion,
        long orderSequence,
        List<SlotStatus> slots,
        UpdateStatus update,
        KubernetesStatus kubernetes,
        SpoolStatus spool,
        List<String> warnings,
        @Nullable ClusterStatus cluster,
        @Nullable ContentStatus content,
        @Nullable List<ClusterSnapshot> snapshots,
        @Nullable RestoreStatus restore) {
    /** Copies the lists. */
    public NodeStatus {
        slots = List.copyOf(slots);
        warnings = List.copyOf(warnings);
        snapshots = snapshots == null ? null : List.copyOf(snapshots);
    }
}
