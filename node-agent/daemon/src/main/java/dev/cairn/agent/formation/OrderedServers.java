package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who shall be a server by order of a laptop: names of nodes, the first of which makes the cluster. Immutable.
 *
 * @param names as ordered; of an even number the last one stays an agent, since two voters are worse than one
 */
record OrderedServers(List<String> names) {
    private static final int MOST_VOTERS = 5;

    /** Copies the list and leaves out what would make the number of voters even or more than five. */
    OrderedServers {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("an order of servers names one at least");
        }
        int odd = names.size() % 2 == 0 ? names.size() - 1 : names.size();
        names = List.copyOf(names.subList(0, Math.min(odd, MOST_VOTERS)));
    }

    /** The names under which those that an order names are known here; nothing if it names none. */
    static Optional<OrderedServers> of(
            List<NodeAssignment> servers, NodeId self, @Nullable ClusterPlace place, List<Neighbour> heard) {
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OrderedServers(servers.stream()
                .map(server -> server.node().equals(self) && place != null
                        ? place.nodeName()
                        : heard.stream()
                                .map(Neighbour::notice)
                                .filter(notice -> notice.node().equals(server.node()))
                                .map(ClusterNotice::name)
                                .findFirst()
                                .orElse(server.hostName()))
                .toList()));
    }

    String seed() {
        return names.getFirst();
    }
}
