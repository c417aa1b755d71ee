package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node said that it stands in its site's cluster. Immutable.
 *
 * @param phase how far it is on its way into the cluster, a word of the protocol: {@code settling}, {@code server}, {@code agent}, …
 * @param cluster id of the cluster, null while it belongs to none
 * @param role what it is for workloads now, {@code server} or {@code agent}; null while it is neither
 * @param voter whether it counts for the quorum
 * @param voters host names of those who count, as a majority last confirmed them; empty on agents
 * @param since when the phase began, by the node's clock
 * @param alarm code of what it cannot solve by itself, null for nothing
 * @param detail what it waits for; may be empty
 * @param disk whether its disk may hold the cluster's database: {@code good}, {@code slow}, {@code unfit} or {@code unknown}
 */
public record ClusterReport(
        String phase,
        @Nullable String cluster,
        @Nullable String role,
        boolean voter,
        List<String> voters,
        Instant since,
        @Nullable String alarm,
        String detail,
        String disk) {
    public ClusterReport {
        voters = List.copyOf(voters);
    }
}
