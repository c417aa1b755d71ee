package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.content.ContentTrouble;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3sContentTest {
    @TempDir
    Path root;

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final List<String> copied = new ArrayList<>();
    private K3sFiles files = new K3sFiles(Path.of("/nowhere"));
    private long free = Long.MAX_VALUE;
    private String fails = "";

    @BeforeEach
    void below() {
        files = new K3sFiles(root);
    }

    @Test
    void imagesStandWhereK3sLooksAndOnlyOursGoAgain() throws IOException {
        Files.createDirectories(files.images());
        Files.writeString(files.images().resolve("somebodys.tar"), "theirs");
        ContentItem core = item("cni", "net", ContentType.IMAGES, ".tar.zst", "net images");
        ContentItem apps = item("application", "apps", ContentType.IMAGES, ".tar", "apps images");
        places().placeImages(content(core, apps));
        assertThat(files.images().resolve(K3sContent.imageFile(core))).hasContent("net images");
        assertThat(K3sContent.imageFile(core)).matches("cairn-cni-net-[0-9a-f]{12}\\.tar\\.zst");

        Files.writeString(files.images().resolve(".cairn-abc.new"), "of a run that was cut");
        Files.delete(files.images().resolve(K3sContent.imageFile(apps)));
        ContentItem newer = item("cni", "net", ContentType.IMAGES, ".tar.zst", "newer images");
        copied.clear();
        places().placeImages(content(newer, apps));
        assertThat(names(files.images()))
                .containsExactly(K3sContent.imageFile(apps), K3sContent.imageFile(newer), "somebodys.tar");
        copied.clear();
        places().placeImages(content(newer, apps));
        assertThat(copied).as("all is there").isEmpty();
    }

    @Test
    void aFullDiskIsToldByNameBeforeTheFirstByteAndNothingIsLost() throws IOException {
        ContentItem old = item("cni", "net", ContentType.IMAGES, ".tar", "old");
        ContentItem newer = item("cni", "net", ContentType.IMAGES, ".tar", "newer");
        places().placeImages(content(old));
        free = 64 << 20;
        copied.clear();
        assertThatThrownBy(() -> places().placeImages(content(newer)))
                .isInstanceOfSatisfying(ProtocolException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(NodeProblem.SPACE_INSUFFICIENT);
                    assertThat(refused.arguments()).containsEntry("needed", String.valueOf((64 << 20) + 5));
                });
        assertThat(copied).isEmpty();
        assertThat(files.images().resolve(K3sContent.imageFile(old))).hasContent("old");

        free = Long.MAX_VALUE;
        fails = "net";
        assertThatThrownBy(() -> places().placeImages(content(newer))).hasMessageContaining("No space left");
        assertThat(names(files.images())).containsExactly(K3sContent.imageFile(old));
        fails = "";
        places().placeImages(content(newer));
        assertThat(names(files.images())).containsExactly(K3sContent.imageFile(newer));
    }

    @Test
    void damagedBytesAreNotPlaced() {
        ContentItem item = item("cni", "net", ContentType.IMAGES, ".tar", "right");
        bytes.put(item.sha256(), "wrong".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> places().placeImages(content(item)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.CONTENT_DAMAGED));
        assertThat(files.images()).isEmptyDirectory();
    }

    @Test
    void manifestsKeepTheirNamesAndStandInTheOrderOfTheLayers() throws IOException {
        ContentItem till = item("application", "till", ContentType.CHART, ".tgz", "chart");
        ContentItem limits = item("add-on", "limits", ContentType.MANIFEST, ".yaml", "kind: LimitRange");
        ContentItem net = item("cni", "net", ContentType.CHART, ".tgz", "net chart");
        ContentItem images = item("cni", "net-images", ContentType.IMAGES, ".tar", "images");
        places().placeManifests(content(net, images, limits, till));
        Files.writeString(files.manifests().resolve("traefik.yaml"), "k3s's own");
        assertThat(names(files.manifests()))
                .containsExactly(
                        "cairn-1-cni-net.yaml",
                        "cairn-3-add-on-limits.yaml",
                        "cairn-4-application-till.yaml",
                        "traefik.yaml");
        assertThat(files.manifests().resolve("cairn-3-add-on-limits.yaml")).hasContent("kind: LimitRange");
        assertThat(files.manifests().resolve("cairn-1-cni-net.yaml"))
                .content()
                .contains("\"bootstrap\":true", "\"targetNamespace\":\"kube-system\"");
        places().placeManifests(content(till));
        assertThat(names(files.manifests())).containsExactly("cairn-4-application-till.yaml", "traefik.yaml");
    }

    @Test
    void aNewNodeWaitsForItsContentAndOneThatRunsGoesOnAndTells() throws IOException {
        ContentItem item = item("cni", "net", ContentType.IMAGES, ".tar", "images");
        ContentTrouble trouble = new ContentTrouble();
        K3sPreparation preparation = new K3sPreparation(files, places(), () -> Optional.of(content(item)), trouble);
        free = 0;
        assertThatThrownBy(() -> preparation.prepare(true)).hasMessageContaining("space.insufficient");
        assertThat(trouble.now()).contains(NodeProblem.SPACE_INSUFFICIENT);
        Files.createDirectories(files.config().getParent());
        Files.writeString(files.config(), "# cairn: first-server\n");
        preparation.prepare(true);
        assertThat(trouble.now()).contains(NodeProblem.SPACE_INSUFFICIENT);
        free = Long.MAX_VALUE;
        preparation.prepare(true);
        preparation.prepare(true);
        assertThat(trouble.now()).isEmpty();
        assertThat(copied).containsExactly("net");
    }

    @Test
    void registriesAreForbiddenAndAllowedAgainButOnlyOurFileGoes() throws IOException {
        Path registries = root.resolve("etc/rancher/k3s/registries.yaml");
        places().allowRegistries(true);
        assertThat(registries).doesNotExist();
        places().allowRegistries(false);
        assertThat(registries).content().contains("\"*\":", "endpoint:");
        places().allowRegistries(true);
        assertThat(registries).doesNotExist();
        Files.writeString(registries, "somebody's mirrors");
        places().allowRegistries(true);
        assertThat(registries).hasContent("somebody's mirrors");
    }

    @Test
    void aChartStandsInItsResourceWhole() {
        byte[] chart = {0, 1, 2, (byte) 200};
        String manifest = new HelmChart(
                        "ingress", "edge", chart, Map.of("a", "b \"c\"", "n.m", "2", "v", "1.10"), false)
                .manifest();
        assertThat(manifest)
                .contains("\"apiVersion\":\"helm.cattle.io/v1\",\"kind\":\"HelmChart\"", "\"name\":\"ingress\"")
                .contains("\"namespace\":\"kube-system\"", "\"targetNamespace\":\"edge\"")
                .contains("\"chartContent\":\"" + Base64.getEncoder().encodeToString(chart) + "\"")
                .contains("\"set\":{\"a\":\"b \\\"c\\\"\",\"n.m\":2,\"v\":\"1.10\"}")
                .doesNotContain("bootstrap");
        assertThatThrownBy(() -> new HelmChart("Not A Name", "edge", chart, Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private K3sContent places() {
        return new K3sContent(files, folder -> free);
    }

    private ContentItem item(String layer, String name, ContentType type, String file, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.of(content);
        bytes.put(sha256, content);
        return new ContentItem(
                layer, name, type, file, content.length, sha256, Map.of(), List.of(new Chunk(sha256, content.length)));
    }

    private NodeContent content(ContentItem... items) {
        return new NodeContent(new ContentManifest(ContentManifest.FORMAT, List.of(items)), (item, to) -> {
            copied.add(item.name());
            byte[] whole = Objects.requireNonNull(bytes.get(item.sha256()));
            to.write(whole, 0, 1);
            if (item.name().equals(fails)) {
                throw new IOException("No space left on device");
            }
            to.write(whole, 1, whole.length - 1);
        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
