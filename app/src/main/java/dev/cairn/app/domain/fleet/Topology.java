package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a site's cluster looks like by the last word of each of its nodes: the actual state, each part as old as its report. Immutable.
 *
 * @param clusters ids of the clusters that its nodes say they belong to; more than one is an alarm
 * @param voters host names that count for the quorum, as the server that reported last has them; empty when unknown
 * @param votersAsOf when that server reported, null when unknown
 * @param alarms codes of what its nodes cannot solve by themselves
 * @param members its nodes but the retired: servers first, then by name
 */
public record Topology(
        Set<String> clusters,
        List<String> voters,
        @Nullable Instant votersAsOf,
        Set<String> alarms,
        List<Member> members) {
    public Topology {
        clusters = Set.copyOf(clusters);
        voters = List.copyOf(voters);
        alarms = Set.copyOf(alarms);
        members = List.copyOf(members);
    }

    /**
     * One node in the cluster.
     *
     * @param decided the role that was decided here, null for none
     * @param actual the role that it said it has: {@code server}, {@code agent} or empty
     * @param cluster id of the cluster that it said it belongs to, null for none
     * @param phase of {@link ClusterReport}, empty when it told none
     * @param since when the phase began, null when unknown
     * @param kubernetes {@code ready}, {@code starting}, …; empty when it never reported
     * @param content what it runs in Kubernetes beside its slot, null when its agent cannot change that or it never reported
     * @param asOf when it reported, null for never
     */
    public record Member(
            NodeId node,
            String name,
            @Nullable Role decided,
            String actual,
            boolean voter,
            @Nullable String cluster,
            String phase,
            @Nullable Instant since,
            String kubernetes,
            String health,
            String version,
            String slot,
            @Nullable ContentReport content,
            @Nullable Instant asOf) {}

    /** Reads it off the nodes of one site. */
    public static Topology of(List<Node> nodes) {
        List<Node> present =
                nodes.stream().filter(node -> node.state() != NodeState.RETIRED).toList();
        Set<String> clusters = new TreeSet<>();
        Set<String> alarms = new TreeSet<>();
        @Nullable NodeReport newestServer = null;
        List<Member> members = new ArrayList<>();
        for (Node node : present) {
            NodeReport report = node.report();
            ClusterReport cluster = report == null ? null : report.cluster();
            members.add(member(node, report, cluster));
            if (report == null || cluster == null) {
                continue;
            }
            if (cluster.cluster() != null) {
                clusters.add(cluster.cluster());
            }
            if (cluster.alarm() != null) {
                alarms.add(cluster.alarm());
            }
            boolean newer = newestServer == null || report.at().isAfter(newestServer.at());
            newestServer = !cluster.voters().isEmpty() && newer ? report : newestServer;
        }
        members.sort(Comparator.comparing((Member member) -> member.actual().equals("server") ? 0 : 1)
                .thenComparing(Member::name));
        return new Topology(
                new LinkedHashSet<>(clusters),
                newestServer == null
                        ? List.of()
                        : Objects.requireNonNull(newestServer.cluster()).voters(),
                newestServer == null ? null : newestServer.at(),
                alarms,
                members);
    }

    /** Those that said that they belong to this cluster. */
    public List<Member> membersOf(String cluster) {
        return members.stream()
                .filter(member -> cluster.equals(member.cluster()))
                .toList();
    }

    private static Member member(Node node, @Nullable NodeReport report, @Nullable ClusterReport cluster) {
        String actual = cluster != null && cluster.role() != null ? cluster.role() : "";
        return new Member(
                node.id(),
                node.label(),
                node.role(),
                actual,
                cluster != null && cluster.voter(),
                cluster == null ? null : cluster.cluster(),
                cluster == null ? "" : cluster.phase(),
                cluster == null ? null : cluster.since(),
                report == null ? "" : report.kubernetes(),
                report == null ? "unknown" : report.health(),
                report == null ? "" : report.version(),
                report == null ? "" : report.slot(),
                report == null ? null : report.content(),
                report == null ? null : report.at());
    }
}
