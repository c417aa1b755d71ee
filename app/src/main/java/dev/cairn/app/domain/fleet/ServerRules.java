package dev.cairn.app.domain.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which nodes of a site may be its servers: one, three or five, most of which are known to work in its cluster. Pure. */
public final class ServerRules {
    private static final Set<Integer> COUNTS = Set.of(1, 3, 5);
    private static final int MOST = 5;

    /** A node that was heard so much earlier than the newest of its site was away at the last visit. */
    private static final Duration AWAY = Duration.ofHours(1);

    private ServerRules() {}

    /**
     * The order in which an order names a site's nodes: those that vote go first, by name. The first server of an order makes the cluster
     * where none is heard, which must never be one that is new to a site that has a cluster.
     */
    public static List<Node> inOrder(List<Node> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing((Node node) -> !votes(node)).thenComparing(Node::label))
                .toList();
    }

    /** The servers that an order names, as nodes take it: of an even number the last stays an agent. Empty when it names none. */
    public static List<Node> ordered(List<Node> nodes) {
        List<Node> named = inOrder(present(nodes)).stream()
                .filter(node -> node.role() == Role.SERVER)
                .toList();
        int odd = named.isEmpty() || named.size() % 2 == 1 ? named.size() : named.size() - 1;
        return named.subList(0, Math.min(odd, MOST));
    }

    /** The servers as they should be by order, or, without one, as they are by the last word of the nodes. */
    public static List<Node> inForce(List<Node> nodes) {
        List<Node> ordered = ordered(nodes);
        return ordered.isEmpty()
                ? inOrder(present(nodes)).stream().filter(ServerRules::votes).toList()
                : ordered;
    }

    /** How many of so many voters may fail before nothing can be changed any more (etcd.io, FAQ, "failure tolerance"). */
    public static int tolerated(int voters) {
        return Math.max(0, (voters - 1) / 2);
    }

    /** Refuses servers that would leave the site's cluster without a majority, with the reason. */
    public static void check(Site site, List<Node> nodes, List<Node> servers) {
        if (!COUNTS.contains(servers.size())) {
            throw ProblemException.of(AppProblem.ROLES_COUNT, "roles", site.name(), "count", servers.size());
        }
        Topology topology = Topology.of(nodes);
        if (topology.alarms().contains("cluster.two-of-one-site")) {
            throw ProblemException.of(AppProblem.ROLES_TWO_CLUSTERS, "roles", site.name());
        }
        if (topology.alarms().contains("cluster.quorum-lost")) {
            throw ProblemException.of(AppProblem.ROLES_NO_MAJORITY, "roles", site.name());
        }
        for (Node server : servers) {
            ClusterReport cluster = cluster(server);
            if (cluster != null && cluster.disk().equals("unfit") && !cluster.voter()) {
                throw ProblemException.of(AppProblem.ROLES_DISK_UNFIT, "roles", server.label());
            }
        }
        requireMajority(site, nodes, servers);
    }

    /** Refuses servers of which a minority is known to work in the cluster that the site has; {@code nodes} are all of the site. */
    public static void requireMajority(Site site, List<Node> nodes, List<Node> servers) {
        if (Topology.of(nodes).clusters().isEmpty()) {
            return;
        }
        Instant newest = nodes.stream()
                .map(Node::lastSeen)
                .filter(Objects::nonNull)
                .map(LastSeen::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<String> missing = servers.stream()
                .filter(server -> !works(server, newest))
                .map(Node::label)
                .toList();
        int needed = servers.size() / 2 + 1;
        if (servers.size() - missing.size() < needed) {
            throw ProblemException.of(
                    AppProblem.ROLES_MINORITY,
                    "roles",
                    site.name(),
                    "count",
                    servers.size(),
                    "needed",
                    needed,
                    "missing",
                    String.join(", ", missing));
        }
    }

    private static boolean works(Node node, Instant newest) {
        ClusterReport cluster = cluster(node);
        LastSeen seen = node.lastSeen();
        return cluster != null
                && cluster.role() != null
                && node.state() != NodeState.LOST
                && seen != null
                && !seen.at().plus(AWAY).isBefore(newest);
    }

    /** Whether it said that it counts for the quorum. */
    public static boolean votes(Node node) {
        ClusterReport cluster = cluster(node);
        return cluster != null && cluster.voter();
    }

    private static @Nullable ClusterReport cluster(Node node) {
        NodeReport report = node.report();
        return report == null ? null : report.cluster();
    }

    private static List<Node> present(List<Node> nodes) {
        return nodes.stream().filter(node -> node.state() != NodeState.RETIRED).toList();
    }
}
