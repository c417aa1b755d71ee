package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents' formation on a real network with real etcd members below a stand-in k3s: nobody orders anything. */
@Tag("slow")
final class FormationClusterTest {
    private static final Duration GENEROUS = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    private final NodeLan lan = new NodeLan();
    private final List<DrivenNode> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        lan.close();
    }

    @Test
    void fourNodesFormThreeVoteAndTheOneThatIsLostIsReplacedAndComesBackAsAnAgent() throws IOException {
        for (int i = 1; i <= 4; i++) {
            nodes.add(new DrivenNode(lan, i, folder, FormingProcess.class));
        }
        awaitPhases(nodes, Map.of("server", 3L, "agent", 1L));
        List<DrivenNode> servers = inPhase(nodes, "server");
        EtcdOutside outside = new EtcdOutside(lan, servers.getFirst().root());
        assertThat(outside.voters(servers.getFirst().address()))
                .containsExactlyInAnyOrderElementsOf(
                        servers.stream().map(DrivenNode::name).toList());
        outside.requireHealthy(servers.stream().map(DrivenNode::address).toArray(String[]::new));

        DrivenNode lost = servers.getLast();
        lost.cutPower();
        List<DrivenNode> left = nodes.stream().filter(node -> node != lost).toList();
        outside.awaitWritable(servers.getFirst().address(), servers.get(1).address());
        awaitPhases(left, Map.of("server", 3L));
        assertThat(outside.voters(servers.getFirst().address()))
                .containsExactlyInAnyOrderElementsOf(
                        left.stream().map(DrivenNode::name).toList());

        awaitPhases(nodes, Map.of("server", 3L, "agent", 1L));
        assertThat(phase(lost)).isEqualTo("agent");
        outside.requireHealthy(left.stream().map(DrivenNode::address).toArray(String[]::new));
    }

    @Test
    void whatTheSlotSaysOfTheClusterIsWhatForms() throws IOException {
        ClusterSettings settings = new ClusterSettings(
                ClusterSettings.FORMAT,
                5,
                "10.50.0.0/16",
                "10.51.0.0/16",
                "none",
                List.of("local-storage", "traefik"),
                null,
                List.of(),
                null,
                5,
                false,
                true);
        for (int i = 1; i <= 5; i++) {
            DrivenNode node = new DrivenNode(lan, i, folder, FormingProcess.class);
            Path file = node.root().resolve(ClusterSettings.PATH.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, settings.bytes());
            nodes.add(node);
        }
        awaitPhases(nodes, Map.of("server", 5L));
        for (DrivenNode node : nodes) {
            assertThat(node.config())
                    .contains("cluster-cidr: \"10.50.0.0/16\"", "service-cidr: \"10.51.0.0/16\"")
                    .contains("flannel-backend: \"none\"", "disable:\n  - \"local-storage\"\n  - \"traefik\"")
                    .contains("disable-default-registry-endpoint: true");
            assertThat(node.root().resolve("etc/rancher/k3s/registries.yaml"))
                    .content()
                    .contains("127.0.0.1:1");
        }
        EtcdOutside outside = new EtcdOutside(lan, nodes.getFirst().root());
        assertThat(outside.voters(nodes.getFirst().address())).hasSize(5);
    }

    private static void awaitPhases(List<DrivenNode> some, Map<String, Long> wanted) {
        Awaitility.await().atMost(GENEROUS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Long> phases = new TreeMap<>();
            some.forEach(node -> phases.merge(phase(node), 1L, Long::sum));
            assertThat(phases).isEqualTo(wanted);
        });
    }

    private static List<DrivenNode> inPhase(List<DrivenNode> some, String phase) {
        return some.stream().filter(node -> phase(node).equals(phase)).toList();
    }

    private static String phase(DrivenNode node) {
        return node.ask("status").split(" ")[0];
    }
}
