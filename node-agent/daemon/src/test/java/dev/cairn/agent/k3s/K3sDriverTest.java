package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3sDriverTest {
    private static final SiteId SITE = new SiteId("site-1");
    private static final Membership SERVER = new Membership(SITE, "Site", NodeRole.SERVER, "pump-1");
    private static final SiteKeys KEYS = SiteKeys.of(new byte[32], SITE);

    @TempDir
    Path root;

    private final List<String> ran = new ArrayList<>();
    private String nodeCondition = "";
    private final Commands commands = (limit, command) -> {
        String line = String.join(" ", command).replace(root.toString(), "");
        ran.add(line);
        if (line.contains("--version")) {
            return new Commands.Result(0, "k3s version v1.34.1+k3s1 (abc)\ngo version go1.24\n");
        }
        return new Commands.Result(0, line.contains("kubectl") ? nodeCondition : "");
    };

    @BeforeEach
    void install() throws IOException {
        Path k3s = root.resolve("usr/bin/k3s");
        Files.createDirectories(root.resolve("usr/bin"));
        Files.writeString(k3s, "#!/bin/sh\n");
        Files.setPosixFilePermissions(k3s, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void writesTheConfigurationOnceAndStartsTheUnit() throws IOException {
        K3sDriver driver = driver();
        cluster().startFirst(new ClusterPlace(SITE, "pump-1", KEYS));
        driver.start(SERVER, KEYS);
        String config = Files.readString(root.resolve("etc/rancher/k3s/config.yaml"));
        assertThat(config)
                .contains("cluster-init: true", "node-name: \"pump-1\"", "token: \"" + KEYS.serverToken() + "\"")
                .contains("write-kubeconfig-mode: \"0600\"", "disable-cloud-controller: true");
        assertThat(config).startsWith("# cairn: first-server\n");
        assertThat(Files.getPosixFilePermissions(root.resolve("etc/rancher/k3s/config.yaml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        cluster().startFirst(new ClusterPlace(SITE, "pump-1", KEYS));
        assertThat(ran.stream().filter(line -> line.contains("--no-block")))
                .containsExactly("systemctl --no-block restart cairn-k3s.service");
        assertThat(driver.version()).contains("v1.34.1+k3s1");
    }

    @Test
    void asksForTheConditionOfItsOwnNode() {
        K3sDriver driver = driver();
        assertThat(driver.whyNotReady(SERVER)).isPresent();
        nodeCondition = "False";
        assertThat(driver.whyNotReady(SERVER)).contains("False");
        nodeCondition = "True";
        assertThat(driver.whyNotReady(SERVER)).isEmpty();
        assertThat(ran.getLast()).startsWith("/usr/bin/k3s kubectl --request-timeout=5s get node pump-1 -o jsonpath=");
    }

    @Test
    void aWorkerNeverLearnsTheServerToken() throws IOException {
        cluster().joinAsAgent(new ClusterPlace(SITE, "pump-2", KEYS), "192.0.2.7");
        assertThat(Files.readString(root.resolve("etc/rancher/k3s/config.yaml")))
                .contains("server: \"https://192.0.2.7:6443\"", KEYS.agentToken())
                .doesNotContain(KEYS.serverToken(), "cluster-init");
    }

    @Test
    void aSlotWithoutK3sHasNoKubernetes() throws IOException {
        Files.delete(root.resolve("usr/bin/k3s"));
        assertThat(driver().isPresent()).isFalse();
    }

    private K3sDriver driver() {
        return new K3sDriver(new K3sFiles(root), commands);
    }

    private K3sCluster cluster() {
        return new K3sCluster(
                new K3sFiles(root), commands, () -> K3sSettings.DEFAULT, K3sPreparation.none(new K3sFiles(root)));
    }
}
