package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentBuilder;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentSource;
import dev.cairn.image.content.ContentType;
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

    @Test
    void whatTheContentPartitionHoldsIsPlacedBeforeK3sStartsAndChartsReachTheCluster() throws IOException {
        Path chart = Files.write(folder.resolve("till.tgz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        Path images = Files.write(folder.resolve("till.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 1});
        ContentBundle content = new ContentBuilder()
                .build(
                        List.of(
                                source("application", "till", ContentType.CHART, chart),
                                source("application", "till-images", ContentType.IMAGES, images)),
                        folder::resolve,
                        Progress.NONE);
        for (int i = 1; i <= 2; i++) {
            DrivenNode node = new DrivenNode(lan, i, folder, FormingProcess.class);
            Files.copy(content.root(), node.root().resolve("content.squashfs"));
            nodes.add(node);
        }
        awaitPhases(nodes, Map.of("server", 1L, "agent", 1L));
        for (DrivenNode node : nodes) {
            try (var placed = Files.list(node.root().resolve("var/lib/rancher/k3s/agent/images"))) {
                assertThat(placed)
                        .hasSize(1)
                        .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(images));
            }
        }
        DrivenNode server = inPhase(nodes, "server").getFirst();
        Path k3s = server.root().resolve("usr/local/bin/k3s");
        Awaitility.await().atMost(GENEROUS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            String charts = Run.now(NodeLan.in(
                    lan.namespace(server.number()),
                    k3s.toString(),
                    "kubectl",
                    "get",
                    "helmcharts",
                    "-n",
                    "kube-system"));
            assertThat(charts).contains("till");
        });
        DrivenNode agent = inPhase(nodes, "agent").getFirst();
        assertThat(agent.root().resolve("var/lib/rancher/k3s/server/manifests")).doesNotExist();
    }

    private static ContentSource source(String layer, String name, ContentType type, Path file) throws IOException {
        return new ContentSource(layer, name, type, file, Sha256.of(file), Map.of());
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
