package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SiteBackup;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import dev.cairn.app.usecase.vault.KeptSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a visit takes home of a cluster stands in the vault and nowhere else. */
final class ClusterBackupTest {
    private static final String PASSPHRASE = "four words are enough";

    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Cairn cairn;
    private Site site;

    @BeforeEach
    void open() throws Exception {
        Path words = folder.resolve("passphrase");
        Files.writeString(words, PASSPHRASE + "\n");
        Files.setPosixFilePermissions(words, PosixFilePermissions.fromString("rw-------"));
        NodeLinks links =
                address -> Objects.requireNonNull(machines.get(address.node())).connect();
        CairnOptions options = CairnOptions.of(home())
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withVaultAccess(new VaultAccess(words, null, null));
        cairn = Opening.open(options, real -> {
            ports.set(real.withLinks(links));
            return real.withLinks(links);
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void aVisitKeepsTheClustersKeysInTheVaultAloneAndOnlyWhenTheyChanged() throws Exception {
        PlayedNode first = server("n1");
        PlayedNode second = server("n2");
        SiteBackup kept = sync().backup();
        assertThat(kept.outcome()).isEqualTo(SiteBackup.Outcome.KEPT);
        assertThat(kept.files()).isEqualTo(3);
        assertThat(first.asked.size() + second.asked.size())
                .as("one server tells it all")
                .isEqualTo(1);
        assertThat(sync().backup().outcome()).isEqualTo(SiteBackup.Outcome.UNCHANGED);
        byte[] vault = Files.readAllBytes(home().resolve("vault.cairn"));
        assertThat(cairn.syncSite().backUpSite().start(site).await().outcome()).isEqualTo(SiteBackup.Outcome.UNCHANGED);
        assertThat(home().resolve("vault.cairn")).hasBinaryContent(vault);
        requireNoTraces(first);

        for (PlayedNode node : List.of(first, second)) {
            node.secrets.put("token", "K10other::server:after-a-rotation-of-it".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sync().backup().outcome()).isEqualTo(SiteBackup.Outcome.KEPT);
        Path out = folder.resolve("out");
        KeptSecrets written = cairn.syncSite().backUpSite().write(site, out);
        assertThat(written.cluster()).isEqualTo("c1");
        assertThat(out.resolve("token")).hasContent("K10other::server:after-a-rotation-of-it");
        assertThat(out.resolve("tls/server-ca.key")).hasBinaryContent(first.secrets.get("tls/server-ca.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("token"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> cairn.syncSite().backUpSite().write(site, out))
                .satisfies(Expect.problem(AppProblem.FILE_EXISTS));
        cairn.unlockVault().lock();
        cairn.close();
        requireNoTraces(first);
    }

    @Test
    void aSiteThatMadeAnotherClusterLosesNothingOfTheOneBefore() {
        PlayedNode server = server("n1");
        sync();
        byte[] before = Objects.requireNonNull(server.secrets.get("token"));
        server.secrets.put("token", "K10new::server:of-the-second-cluster".getBytes(StandardCharsets.UTF_8));
        server.cluster = cluster("c2", true);
        assertThat(sync().backup().cluster()).isEqualTo("c2");
        var vault = new dev.cairn.app.usecase.vault.ClusterVault(
                Objects.requireNonNull(ports.get()).vault());
        assertThat(vault.ofSite(site.id())).extracting(KeptSecrets::cluster).containsExactlyInAnyOrder("c1", "c2");
        assertThat(vault.of(site.id(), "c1").orElseThrow().secrets().files())
                .anySatisfy(file -> assertThat(file.bytes()).isEqualTo(before));
    }

    @Test
    void aVaultThatIsLockedMeanwhileSpoilsNoVisitAndIsSaid() throws Exception {
        PlayedNode server = server("n1");
        server.whenAskedForSecrets = () -> cairn.unlockVault().lock();
        SiteSyncReport report = sync();
        assertThat(report.nodes()).extracting(NodeSyncResult::outcome).containsExactly(NodeSyncResult.Outcome.SYNCED);
        assertThat(report.backup().outcome()).isEqualTo(SiteBackup.Outcome.NOT_KEPT);
        assertThat(Objects.requireNonNull(report.backup().problem()).is(AppProblem.VAULT_LOCKED))
                .isTrue();
        assertThat(cairn.listActivity().latest(5))
                .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("site.secrets-not-kept"));
        requireNoTraces(server);
    }

    @Test
    void workersAndAgentsThatDoNotKnowTheCommandAreNoFailureOfAVisit() {
        PlayedNode worker = server("n1");
        worker.cluster = cluster("c1", false);
        assertThat(sync().backup().outcome()).isEqualTo(SiteBackup.Outcome.NONE);
        assertThat(worker.asked).isEmpty();
        assertThatThrownBy(() -> cairn.syncSite().backUpSite().start(site).await())
                .satisfies(Expect.problem(AppProblem.SITE_NO_SERVER));
        assertThatThrownBy(() -> cairn.syncSite().backUpSite().write(site, folder.resolve("out")))
                .satisfies(Expect.problem(AppProblem.SITE_NOT_BACKED_UP));

        PlayedNode odd = server("n2");
        odd.secrets.clear();
        SiteBackup refused = sync().backup();
        assertThat(refused.outcome()).isEqualTo(SiteBackup.Outcome.NOT_KEPT);
        assertThat(Objects.requireNonNull(refused.problem()).code()).isEqualTo("cluster-secrets.elsewhere");
    }

    private void requireNoTraces(PlayedNode server) throws Exception {
        for (byte[] secret : server.secrets.values()) {
            assertThat(Traces.of(secret, home())).isEmpty();
            for (String line : new String(secret, StandardCharsets.UTF_8).split("\n")) {
                if (line.length() >= 16) {
                    assertThat(Traces.of(line.getBytes(StandardCharsets.UTF_8), home()))
                            .isEmpty();
                }
            }
        }
    }

    private SiteSyncReport sync() {
        return cairn.syncSite().start(List.of(site.id())).await().getFirst();
    }

    private PlayedNode server(String id) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.EPOCH, LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, "SHA256:x", seen));
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, null);
        machine.cluster = cluster("c1", true);
        machine.secrets.put("token", "K10abcdef::server:0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        machine.secrets.put(
                "tls/server-ca.key",
                "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIOabcdefghijklmnopqrstuvwxyz0123456789\n"
                        .getBytes(StandardCharsets.UTF_8));
        machine.secrets.put(
                "cred/encryption-config.json",
                "{\"secret\":\"dGhlIGtleSBvZiBTZWNyZXRz\"}".getBytes(StandardCharsets.UTF_8));
        return machine;
    }

    private static ClusterReport cluster(String id, boolean voter) {
        return new ClusterReport(
                voter ? "server" : "agent",
                id,
                voter ? "server" : "agent",
                voter,
                List.of("host"),
                Instant.EPOCH,
                null,
                "",
                "good");
    }

    private Path home() {
        return folder.resolve("home");
    }
}
