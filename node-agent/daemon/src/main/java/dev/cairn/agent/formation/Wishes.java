package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people want of this node, by order, seed or profile. Immutable.
 *
 * @param place null while the node knows no site or has no Kubernetes
 * @param eligible whether it may become a server
 * @param voters how many servers the profile asks for: 1, 3 or 5
 * @param servers those that an order makes servers, the first of which makes the cluster; empty without such an order
 * @param restoredBy the server whose database counts since the cluster went back to a snapshot of it; null if it never did
 */
public record Wishes(
        @Nullable ClusterPlace place,
        boolean eligible,
        int voters,
        List<NodeAssignment> servers,
        @Nullable NodeId restoredBy) {
    /** Copies the list. */
    public Wishes {
        servers = List.copyOf(servers);
    }

    /** Those of a site whose cluster never went back. */
    public Wishes(@Nullable ClusterPlace place, boolean eligible, int voters, List<NodeAssignment> servers) {
        this(place, eligible, voters, servers, null);
    }
}
