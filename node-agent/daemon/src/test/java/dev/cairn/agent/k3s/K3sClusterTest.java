package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver does to files and services; that it forms clusters is shown against a real etcd by the system tests. */
class K3sClusterTest {
    private static final SiteId SITE = new SiteId("site-1");
    private static final SiteKeys KEYS = SiteKeys.of(new byte[32], SITE);
    private static final ClusterPlace PLACE = new ClusterPlace(SITE, "pump-1", KEYS);

    @TempDir
    Path root;

    private final List<String> ran = new ArrayList<>();
    private boolean running;
    private boolean ready;
    private boolean cutBeforeRestart;
    private K3sFiles files = new K3sFiles(Path.of("/nowhere"));

    @BeforeEach
    void install() throws IOException {
        files = InstalledK3s.below(root);
    }

    @Test
    void anAgentBecomesAServerInOneStepAndKeepsItsFirstContact() throws IOException {
        K3sCluster driver = driver();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        assertThat(driver.standing().setup()).isEqualTo(Setup.AGENT);
        assertThat(Files.readString(files.config())).doesNotContain(KEYS.serverToken());
        driver.joinAsServer(PLACE, "192.0.2.1");
        assertThat(driver.standing().setup()).isEqualTo(Setup.JOINED_SERVER);
        assertThat(Files.readString(files.config()))
                .contains("server: \"https://192.0.2.1:6443\"", KEYS.serverToken(), KEYS.agentToken())
                .doesNotContain("cluster-init");
        assertThat(restarts()).isEqualTo(2);

        driver.joinAsServer(PLACE, "192.0.2.2");
        assertThat(restarts())
                .as("another first contact, as long as it has not joined")
                .isEqualTo(3);
        Files.createDirectories(files.etcd().resolve("member/wal"));
        driver.joinAsServer(PLACE, "192.0.2.3");
        assertThat(restarts())
                .as("it has joined: the address no longer matters")
                .isEqualTo(3);
    }

    @Test
    void aReadyAgentIsNotRestartedForAnotherAddressAndALonelyOneIs() throws IOException {
        K3sCluster driver = driver();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        ready = true;
        driver.joinAsAgent(PLACE, "192.0.2.2");
        assertThat(restarts()).isEqualTo(1);
        ready = false;
        driver.joinAsAgent(PLACE, "192.0.2.2");
        assertThat(restarts()).isEqualTo(2);
        assertThat(Files.readString(files.config())).contains("https://192.0.2.2:6443");
    }

    @Test
    void aCutBetweenConfigurationAndRestartIsMadeGood() throws IOException {
        K3sCluster driver = driver();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        cutBeforeRestart = true;
        assertThatThrownBy(() -> driver.joinAsServer(PLACE, "192.0.2.1")).isInstanceOf(IOException.class);
        assertThat(driver.standing().setup()).isEqualTo(Setup.JOINED_SERVER);
        cutBeforeRestart = false;
        int before = restarts();
        driver().joinAsServer(PLACE, "192.0.2.1");
        assertThat(restarts()).as("k3s still ran as an agent").isEqualTo(before + 1);
        driver().joinAsServer(PLACE, "192.0.2.1");
        assertThat(restarts()).isEqualTo(before + 1);
    }

    @Test
    void whatANodeIsAlreadySetUpAsIsNeverOverwritten() throws IOException {
        K3sCluster driver = driver();
        driver.startFirst(PLACE);
        assertThatThrownBy(() -> driver.joinAsServer(PLACE, "192.0.2.1")).hasMessageContaining("first server");
        assertThatThrownBy(() -> driver.joinAsAgent(PLACE, "192.0.2.1")).hasMessageContaining("first server");
        assertThat(Files.readString(files.config())).contains("cluster-init: true");
    }

    @Test
    void aServerIsForgottenWholeAndItsOldDataStaysAside() throws IOException {
        K3sCluster driver = driver();
        driver.startFirst(PLACE);
        Files.createDirectories(files.etcd().resolve("member/wal"));
        Files.writeString(files.tombstone(), "");
        assertThat(driver.standing().ready()).isFalse();
        assertThat(driver.standing().reason()).contains("taken out of the member list");
        Files.createDirectories(files.images());
        driver.forgetServer();
        assertThat(driver.standing().setup()).isEqualTo(Setup.NONE);
        assertThat(files.server()).doesNotExist();
        assertThat(files.serverAside().resolve("db/etcd/tombstone")).exists();
        assertThat(files.images()).isDirectory();
        driver.forgetServer();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        assertThat(driver.standing().setup()).isEqualTo(Setup.AGENT);
    }

    @Test
    void aCutWhileForgettingIsMadeGood() throws IOException {
        K3sCluster driver = driver();
        driver.startFirst(PLACE);
        Files.createDirectories(files.server());
        Files.createDirectories(files.serverAside());
        Files.move(files.server(), files.serverAside().resolve("old"));
        driver.forgetServer();
        assertThat(driver.standing().setup()).isEqualTo(Setup.NONE);
    }

    @Test
    void aNodeThatHoldsADatabaseIsNoAgent() throws IOException {
        Files.createDirectories(files.etcd());
        assertThatThrownBy(() -> driver().joinAsAgent(PLACE, "192.0.2.1")).hasMessageContaining("server's data");
    }

    @Test
    void aServerThatJoinedIsRestoredAsAFirstOneAndNobodyStartsItInBetween() throws IOException {
        K3sCluster driver = driver();
        driver.joinAsServer(PLACE, "192.0.2.1");
        Files.createDirectories(files.etcd());
        Files.createDirectories(files.snapshots());
        Files.writeString(files.snapshots().resolve("cairn-a-1"), "state");
        Files.writeString(files.resetFlag(), "");
        Files.createDirectories(files.etcd().resolveSibling("etcd-old-1600000000"));
        driver.prepareRestore();
        assertThat(files.etcd().resolveSibling("etcd-old-1600000000")).doesNotExist();
        assertThatThrownBy(() -> driver.restore(PLACE, "cairn-gone-1")).hasMessageContaining("no snapshot");
        assertThat(running).as("what is refused stops nothing").isTrue();

        driver.restore(PLACE, "cairn-a-1");
        assertThat(files.configText()).contains("cluster-init: true").doesNotContain("server: \"https://192.0.2.1");
        assertThat(ran.getLast())
                .contains("k3s server", "--cluster-reset ", "--cluster-reset-restore-path=")
                .endsWith("db/snapshots/cairn-a-1");
        assertThat(files.restoring()).exists();
        assertThat(files.resetFlag()).doesNotExist();
        assertThat(running).isFalse();
        driver.startRestored(PLACE);
        assertThat(files.restoring()).doesNotExist();
        assertThat(running).isTrue();
        assertThat(driver.standing().setup()).isEqualTo(Setup.FIRST_SERVER);
    }

    @Test
    void ofWhatSeveralTriesSetAsideTheOldestIsWhatRanBefore() throws IOException {
        K3sCluster driver = driver();
        driver.startFirst(PLACE);
        for (String folder : List.of("etcd", "etcd-old-1700000000", "etcd-old-1700000009")) {
            Files.createDirectories(files.etcd().resolveSibling(folder));
            Files.writeString(files.etcd().resolveSibling(folder).resolve("what"), folder);
        }
        Files.writeString(files.restoring(), "");
        driver.takeRestoreBack(PLACE);
        driver.takeRestoreBack(PLACE);
        assertThat(files.etcd().resolve("what")).hasContent("etcd-old-1700000000");
        assertThat(files.etcd().resolveSibling("etcd-old-1700000009")).doesNotExist();
        assertThat(files.restoring()).doesNotExist();
        assertThat(running).isTrue();
    }

    @Test
    void anAgentWhoseNodeTheClusterDoesNotKnowAnyMoreStartsAgain() throws IOException {
        K3sCluster driver = driver();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        int before = restarts();
        driver.joinAsAgent(PLACE, "192.0.2.1");
        assertThat(restarts()).isEqualTo(before);
        answer = "Error from server (NotFound): nodes \"pump-1\" not found";
        driver.joinAsAgent(PLACE, "192.0.2.1");
        assertThat(restarts()).isEqualTo(before + 1);
    }

    @Test
    void whatAnOlderAgentWroteIsUnderstood() {
        assertThat(K3sConfig.setupOf("# Written by the Cairn agent; changed only by orders.\ncluster-init: true\n"))
                .isEqualTo(Setup.FIRST_SERVER);
        assertThat(K3sConfig.setupOf(
                        "# Written by the Cairn agent; changed only by orders.\nserver: \"https://a:6443\"\n"))
                .isEqualTo(Setup.AGENT);
    }

    @Test
    void everyOptionIsWrittenSoThatYamlReadsItBack() {
        K3sSettings settings = new K3sSettings(
                "fd00::7",
                List.of("a \"quoted\" name", "back\\slash"),
                "10.1.0.0/16",
                "10.2.0.0/16",
                "10.2.0.10",
                "none",
                "eth0",
                List.of("traefik", "servicelb"),
                "/var/lib/volumes",
                "0 */6 * * *",
                3,
                true,
                true,
                List.of("max-pods=50"));
        String text = K3sConfig.joiningServer(PLACE, settings, files, "fd00::8");
        assertThat(text)
                .contains("server: \"https://[fd00::8]:6443\"")
                .contains("  - \"a \\\"quoted\\\" name\"\n  - \"back\\\\slash\"\n")
                .contains("disable-network-policy: true", "etcd-snapshot-retention: 3", "secrets-encryption: true")
                .contains("disable-default-registry-endpoint: true");
        assertThat(K3sConfig.serverOf(text)).contains("fd00::8");
        assertThat(K3sConfig.nodeNameOf(text)).isEqualTo("pump-1");
    }

    private String answer = "";

    private long countOf(String words) {
        return ran.stream().filter(line -> line.contains(words)).count();
    }

    private int restarts() {
        return (int) (countOf("--no-block restart") + countOf("--no-block start"));
    }

    private K3sCluster driver() {
        Commands commands = (limit, command) -> {
            String line = String.join(" ", command).replace(root.toString(), "");
            if (line.startsWith("systemctl --no-block")) {
                if (cutBeforeRestart) {
                    throw new IOException("power cut");
                }
                running = true;
            }
            ran.add(line);
            if (line.startsWith("systemctl stop")) {
                running = false;
            }
            if (line.startsWith("systemctl is-active")) {
                return new Commands.Result(running ? 0 : 3, running ? "active" : "inactive");
            }
            if (line.contains("kubectl") && !answer.isEmpty()) {
                return new Commands.Result(1, answer);
            }
            return new Commands.Result(0, line.contains("kubectl") && ready ? "True" : "");
        };
        return new K3sCluster(files, commands, () -> K3sSettings.DEFAULT, K3sPreparation.none(files));
    }
}
