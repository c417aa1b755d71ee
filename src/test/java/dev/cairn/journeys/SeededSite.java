package dev.cairn.journeys;

import dev.cairn.app.adapter.sqlite.SqliteDatabase;
import dev.cairn.app.adapter.sqlite.SqliteTelemetryStore;
import dev.cairn.app.adapter.sqlite.SqliteWorkloadLooks;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadKind;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the drawers of two sites show: one with workloads, content and a history, out of reach now; one with two clusters. */
record SeededSite(Instant now) {
    /** Aarhus, the first by name. */
    static final int TOLD = 6;

    /** Rostock. */
    static final int SPLIT = 3;

    static @Nullable ContentReport content(int site, int number) {
        if (site != TOLD) {
            return null;
        }
        return new ContentReport(
                "",
                "3f9a61c207de48b1".repeat(4),
                number == 2 ? "transfer" : "idle",
                number == 3 ? "b7705e11d4a2c093".repeat(4) : null,
                number == 3 ? "content.chart-failed: till was not well within 10 min: 1 of 2 pods ready" : "");
    }

    void fill(SqliteDatabase database, SqliteTelemetryStore telemetry, List<Site> sites, List<Node> nodes) {
        Site site = sites.get(TOLD);
        List<Node> members =
                nodes.stream().filter(node -> site.id().equals(node.site())).toList();
        String[] names = members.stream().map(Node::label).toArray(String[]::new);
        new SqliteWorkloadLooks(database).keep(site.id(), look(names, seen(members.getFirst())));
        Duration days = Duration.ofDays(12);
        tell(telemetry, members.get(0), days.plusMinutes(9), "settling", "claiming", "seeding", "server");
        tell(telemetry, members.get(1), days.plusMinutes(6), "joining", "agent", "promoting", "server");
        tell(telemetry, members.get(2), days.plusMinutes(5), "joining", "agent", "promoting", "server");
        telemetry.append(batch(
                members.get(0),
                9,
                List.of(
                        new NodeEvent(now.minus(days).plusSeconds(10), "cluster.promotes", names[1]),
                        new NodeEvent(now.minus(days).plusSeconds(90), "cluster.promotes", names[2]),
                        new NodeEvent(now.minus(Duration.ofDays(9)), "cluster.alarm", "CLUSTER_QUORUM_LOST"),
                        new NodeEvent(now.minus(Duration.ofDays(9)).plusSeconds(840), "cluster.calm", "null"))));
    }

    private static Instant seen(Node node) {
        return Objects.requireNonNull(node.lastSeen()).at();
    }

    private static WorkloadsLook look(String[] names, Instant at) {
        return new WorkloadsLook(
                at,
                names[0],
                "anna@laptop-2",
                new ClusterContents(
                        List.of(
                                new Workload(WorkloadKind.DAEMON_SET, "kube-system", "cilium", 3, 3),
                                new Workload(WorkloadKind.DEPLOYMENT, "kube-system", "coredns", 1, 1),
                                new Workload(WorkloadKind.DAEMON_SET, "longhorn-system", "longhorn-manager", 3, 3),
                                new Workload(WorkloadKind.DEPLOYMENT, "longhorn-system", "longhorn-ui", 1, 1),
                                new Workload(WorkloadKind.DEPLOYMENT, "shop", "price-labels", 1, 1),
                                new Workload(WorkloadKind.STATEFUL_SET, "shop", "stock-db", 1, 1),
                                new Workload(WorkloadKind.DEPLOYMENT, "shop", "till", 2, 1)),
                        List.of(new PodTrouble(
                                "shop",
                                "till-7d4f9c6b8-x2k9q",
                                names[1],
                                "CrashLoopBackOff",
                                "back-off 5m0s restarting failed container=till",
                                7)),
                        List.of(
                                new ClusterNode(names[0], true, "", true, "v1.34.1+k3s1"),
                                new ClusterNode(names[1], true, "", true, "v1.34.1+k3s1"),
                                new ClusterNode(names[2], true, "", true, "v1.34.1+k3s1"))));
    }

    private void tell(SqliteTelemetryStore telemetry, Node node, Duration ago, String... phases) {
        String before = "waiting";
        Instant at = now.minus(ago);
        for (int i = 0; i < phases.length; i++) {
            telemetry.append(
                    batch(node, i + 1, List.of(new NodeEvent(at, "cluster.phase", before + " -> " + phases[i]))));
            before = phases[i];
            at = at.plusSeconds(40);
        }
    }

    private static TelemetryBatch batch(Node node, long sequence, List<NodeEvent> events) {
        return new TelemetryBatch(node.id(), List.of(), List.of(), List.of(), events, sequence, false);
    }
}
