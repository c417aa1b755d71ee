package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.k3s.K3sContent.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3sContentTest {
    @TempDir
    Path root;

    @Test
    void imagesStandWhereK3sLooksAndOnlyOursGoAgain() throws IOException {
        Path archive = Files.writeString(root.resolve("a.tar.zst"), "archive");
        Path images = root.resolve("var/lib/rancher/k3s/agent/images");
        Files.createDirectories(images);
        Files.writeString(images.resolve("somebodys.tar"), "theirs");
        K3sContent content = new K3sContent(new K3sFiles(root));
        content.placeImages(Map.of("core.tar.zst", archive, "apps.tar", archive));
        assertThat(images.resolve("cairn-core.tar.zst")).hasContent("archive");
        Files.writeString(images.resolve(".cairn-apps.tar.new"), "of a run that was cut");
        Files.delete(images.resolve("cairn-apps.tar"));
        content.placeImages(Map.of("apps.tar", archive));
        try (var all = Files.list(images)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("cairn-apps.tar", "somebodys.tar");
        }
        assertThatThrownBy(() -> content.placeImages(Map.of("../x.tar", archive)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manifestsKeepTheirOrder() throws IOException {
        Path manifests = root.resolve("var/lib/rancher/k3s/server/manifests");
        K3sContent content = new K3sContent(new K3sFiles(root));
        content.placeManifests(List.of(new Manifest("cni", "a"), new Manifest("csi", "b"), new Manifest("app", "c")));
        Files.writeString(manifests.resolve("traefik.yaml"), "k3s's own");
        content.placeManifests(List.of(new Manifest("cni", "a2"), new Manifest("app", "c")));
        try (var all = Files.list(manifests)) {
            assertThat(all.map(path -> path.getFileName().toString()).sorted())
                    .containsExactly("cairn-000-cni.yaml", "cairn-001-app.yaml", "traefik.yaml");
        }
        assertThat(manifests.resolve("cairn-000-cni.yaml")).hasContent("a2");
    }

    @Test
    void registriesAreForbiddenAndAllowedAgainButOnlyOurFileGoes() throws IOException {
        Path registries = root.resolve("etc/rancher/k3s/registries.yaml");
        K3sContent content = new K3sContent(new K3sFiles(root));
        content.allowRegistries(true);
        assertThat(registries).doesNotExist();
        content.allowRegistries(false);
        assertThat(registries).content().contains("\"*\":", "endpoint:");
        content.allowRegistries(true);
        assertThat(registries).doesNotExist();
        Files.writeString(registries, "somebody's mirrors");
        content.allowRegistries(true);
        assertThat(registries).hasContent("somebody's mirrors");
    }

    @Test
    void aChartStandsInItsResourceWhole() {
        byte[] chart = {0, 1, 2, (byte) 200};
        String manifest = new HelmChart("ingress", "edge", chart, "a: \"b\"\nc: 1\n").manifest();
        assertThat(manifest)
                .contains("\"apiVersion\":\"helm.cattle.io/v1\",\"kind\":\"HelmChart\"", "\"name\":\"ingress\"")
                .contains("\"namespace\":\"kube-system\"", "\"targetNamespace\":\"edge\"")
                .contains("\"chartContent\":\"" + Base64.getEncoder().encodeToString(chart) + "\"")
                .contains("\"valuesContent\":\"a: \\\"b\\\"\\u000ac: 1\\u000a\"");
        assertThat(HelmChart.values("traefik", "x: 1"))
                .contains("\"kind\":\"HelmChartConfig\"", "\"name\":\"traefik\"");
        assertThatThrownBy(() -> new HelmChart("Not A Name", "edge", chart, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
