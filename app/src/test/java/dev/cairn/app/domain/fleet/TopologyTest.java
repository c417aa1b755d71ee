package dev.cairn.app.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TopologyTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    @Test
    void serversComeFirstAndTheVotersAreThoseOfTheServerThatReportedLast() {
        Topology topology = Topology.of(List.of(
                node("c", cluster("agent", "k", List.of(), null), 30),
                node("b", cluster("server", "k", List.of("a", "b", "d"), null), 20),
                node("a", cluster("server", "k", List.of("a", "b"), null), 10)));
        assertThat(topology.clusters()).containsExactly("k");
        assertThat(topology.voters()).containsExactly("a", "b", "d");
        assertThat(topology.votersAsOf()).isEqualTo(NOW.plusSeconds(20));
        assertThat(topology.members()).extracting(Topology.Member::name).containsExactly("a", "b", "c");
        assertThat(topology.members()).extracting(Topology.Member::voter).containsExactly(true, true, false);
        assertThat(topology.alarms()).isEmpty();
    }

    @Test
    void twoClustersOfOneSiteAreBothNamedAndNeverMixed() {
        Topology topology = Topology.of(List.of(
                node("a", cluster("server", "k", List.of("a"), "cluster.two-of-one-site"), 10),
                node("b", cluster("server", "l", List.of("b"), "cluster.two-of-one-site"), 20)));
        assertThat(topology.clusters()).containsExactlyInAnyOrder("k", "l");
        assertThat(topology.voters()).containsExactly("b");
        assertThat(topology.alarms()).containsExactly("cluster.two-of-one-site");
    }

    @Test
    void nodesThatNeverReportedOrAreOlderThanClustersAreMembersWithoutARole() {
        Topology topology = Topology.of(List.of(
                Node.discovered(new NodeId("x"), "SHA256:x", seen(0)),
                node("old", null, 10),
                node("gone", null, 10).inState(NodeState.RETIRED)));
        assertThat(topology.members()).extracting(Topology.Member::actual).containsExactly("", "");
        assertThat(topology.voters()).isEmpty();
        assertThat(topology.votersAsOf()).isNull();
    }

    private static LastSeen seen(long second) {
        return new LastSeen(NOW.plusSeconds(second), LastSeen.Source.SSH, "10.0.0.1:7022", "me");
    }

    private static ClusterReport cluster(String role, String id, List<String> voters, @Nullable String alarm) {
        return new ClusterReport(role, id, role, !voters.isEmpty(), voters, NOW, alarm, "", "good");
    }

    private static Node node(String name, @Nullable ClusterReport cluster, long second) {
        NodeReport report = new NodeReport(
                NOW.plusSeconds(second),
                "active",
                name,
                "a",
                "",
                "1",
                false,
                "idle",
                0,
                0,
                null,
                "healthy",
                "ready",
                "",
                1,
                "boot",
                "1",
                List.of(),
                cluster,
                null);
        return new Node(
                new NodeId("id-" + name),
                NodeState.ACTIVE,
                new SiteId("s"),
                Role.SERVER,
                name,
                "SHA256:x",
                seen(second),
                null,
                report,
                NOW);
    }
}
