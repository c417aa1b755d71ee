package dev.cairn.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in its site's cluster, as the node sees it. Immutable.
 *
 * @param cluster id of the cluster, null while it belongs to none
 * @param role what it is now, null while it is neither
 * @param voter whether it counts for the quorum
 * @param voters names of the nodes that count for the quorum, as a majority last confirmed them; empty on agents
 * @param sinceMs when the phase began, by the node's clock
 * @param alarm what it cannot solve by itself, null for nothing
 * @param detail what it waits for or why it does not go on; empty when there is nothing to say
 * @param disk whether its disk may hold the cluster's database
 */
public record ClusterStatus(
        FormationPhase phase,
        @Nullable String cluster,
        @Nullable NodeRole role,
        boolean voter,
        List<String> voters,
        long sinceMs,
        @Nullable NodeProblem alarm,
        String detail,
        DiskFitness disk) {
    /** Copies the list. */
    public ClusterStatus {
        voters = List.copyOf(voters);
    }
}
