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
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents' formation on a real network with real etcd members below a stand-in k3s: nobody orders anything. */
@Tag("slow")
final class FormationClusterTest {
    private static final Duration GENEROUS = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void fourNodesFormThreeVoteAndTheOneThatIsLostIsReplacedAndComesBackAsAnAgent() throws IOException {
        try (FormingSite site = new FormingSite(folder, 4)) {
            site.awaitRoles(3, 1);
            List<DrivenNode> servers = site.servers();
            site.requireVoters(servers);

            DrivenNode lost = servers.getLast();
            lost.cutPower();
            List<DrivenNode> left = site.without(lost);
            site.etcd(servers.getFirst())
                    .awaitWritable(servers.getFirst().address(), servers.get(1).address());
            FormingSite.awaitRoles(left, 3, 0);
            assertThat(site.etcd(servers.getFirst()).voters(servers.getFirst().address()))
                    .containsExactlyInAnyOrderElementsOf(
                            left.stream().map(DrivenNode::name).toList());

            site.awaitRoles(3, 1);
            assertThat(FormingSite.phase(lost)).isEqualTo("agent");
            site.requireVoters(left);
        }
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
        try (FormingSite site = new FormingSite(folder, 5)) {
            for (DrivenNode node : site.nodes()) {
                Path file = node.root().resolve(ClusterSettings.PATH.substring(1));
                Files.createDirectories(file.getParent());
                Files.write(file, settings.bytes());
            }
            site.awaitRoles(5, 0);
            for (DrivenNode node : site.nodes()) {
                assertThat(node.config())
                        .contains("cluster-cidr: \"10.50.0.0/16\"", "service-cidr: \"10.51.0.0/16\"")
                        .contains("flannel-backend: \"none\"", "disable:\n  - \"local-storage\"\n  - \"traefik\"")
                        .contains("disable-default-registry-endpoint: true");
                assertThat(node.root().resolve("etc/rancher/k3s/registries.yaml"))
                        .content()
                        .contains("127.0.0.1:1");
            }
            site.requireVoters(site.nodes());
        }
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
        try (FormingSite site = new FormingSite(folder, 2)) {
            for (DrivenNode node : site.nodes()) {
                Files.copy(content.root(), node.root().resolve("content.squashfs"));
            }
            site.awaitRoles(1, 1);
            for (DrivenNode node : site.nodes()) {
                try (var placed = Files.list(node.root().resolve("var/lib/rancher/k3s/agent/images"))) {
                    assertThat(placed)
                            .hasSize(1)
                            .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(images));
                }
            }
            DrivenNode server = site.servers().getFirst();
            Awaitility.await()
                    .atMost(GENEROUS)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(server.kubectl("get helmcharts -n kube-system"))
                            .contains("till"));
            DrivenNode agent = site.agents().getFirst();
            assertThat(agent.root().resolve("var/lib/rancher/k3s/server/manifests"))
                    .doesNotExist();
        }
    }

    private static ContentSource source(String layer, String name, ContentType type, Path file) throws IOException {
        return new ContentSource(layer, name, type, file, Sha256.of(file), Map.of());
    }
}
