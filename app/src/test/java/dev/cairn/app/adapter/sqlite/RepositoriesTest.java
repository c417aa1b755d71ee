package dev.cairn.app.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.adapter.vault.FileVault;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SlotContent;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.domain.vault.Opener;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoriesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Digest DIGEST = new Digest("ab".repeat(32));
    private static final Site SITE = new Site(
            new SiteId("s1"),
            "Harbour",
            "Pier 3",
            new Coordinates(54.3, 10.1),
            Map.of("tier", "gold"),
            List.of("10.0.0.9:7022"),
            "nights",
            DIGEST,
            NOW);

    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                folder.resolve("cairn.db"), folder.resolve("native"), new InventoryEvents(), plain -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsSitesWithAllTheyHave() {
        var sites = new SqliteSiteRepository(database);
        sites.save(SITE);
        assertThat(sites.find(SITE.id())).contains(SITE);
        assertThat(sites.findByName("HARBOUR")).contains(SITE);
        sites.save(SITE.desiring(null));
        assertThat(sites.all()).containsExactly(SITE.desiring(null));
    }

    @Test
    void keepsNodesWithFactsAndReport() {
        new SqliteSiteRepository(database).save(SITE);
        var nodes = new SqliteNodeRepository(database);
        Node node = new Node(
                new NodeId("n1"),
                NodeState.ACTIVE,
                SITE.id(),
                Role.SERVER,
                "harbour-1",
                "SHA256:x",
                new LastSeen(NOW, LastSeen.Source.SSH, "10.0.0.2:7022", "me@here"),
                new NodeFacts(
                        NOW,
                        "x86_64",
                        "CPU",
                        4,
                        8L << 30,
                        List.of(new DiskFact("sda", "M", "S", 99)),
                        List.of(new NicFact("eth0", "aa:bb", List.of("10.0.0.2/24"))),
                        List.of("gpu"),
                        true,
                        "UEFI",
                        "V",
                        "P",
                        "S",
                        "Debian",
                        "6.12"),
                new NodeReport(
                        NOW,
                        "active",
                        "harbour-1",
                        "a",
                        "ff",
                        "v1",
                        false,
                        "idle",
                        0,
                        0,
                        new UpdateEnd("rolled-back", "why", "b", "r", "v2", "a", "a", NOW),
                        "healthy",
                        "ready",
                        "",
                        7,
                        "boot",
                        "0.1",
                        List.of("w"),
                        new ClusterReport(
                                "server",
                                "c-1",
                                "server",
                                true,
                                List.of("host"),
                                Instant.ofEpochSecond(5),
                                "cluster.quorum-lost",
                                "waits",
                                "slow"),
                        null,
                        List.of(new SlotContent("a", "good", "ff", "v1"), new SlotContent("b", "empty", "", "")),
                        List.of(new SnapshotReport("cairn-update-v2-order-7-host-1", NOW, 12_345)),
                        new RestoreReport("done", 7, "cairn-update-v2-order-7-host-1", "", NOW)),
                NOW);
        nodes.save(node);
        nodes.save(
                Node.discovered(new NodeId("n0"), "SHA256:y", new LastSeen(NOW, LastSeen.Source.BEACON, "a:1", "me")));
        assertThat(nodes.find(node.id())).contains(node);
        assertThat(nodes.ofSite(SITE.id())).containsExactly(node);
        assertThat(nodes.all()).extracting(Node::state).containsExactly(NodeState.DISCOVERED, NodeState.ACTIVE);
    }

    @Test
    void keepsEachEndedUpdateOnceAndMovesThemWithTheMachine() {
        var nodes = new SqliteNodeRepository(database);
        var history = new SqliteUpdateHistory(database);
        LastSeen seen = new LastSeen(NOW, LastSeen.Source.BEACON, "a:1", "me");
        Node before = Node.discovered(new NodeId("before"), "SHA256:y", seen);
        Node after = Node.discovered(new NodeId("after"), "SHA256:z", seen);
        nodes.save(before);
        nodes.save(after);
        UpdateEnd good = new UpdateEnd("committed", "", "b1", "r1", "v1", "a", "b", NOW);
        UpdateEnd bad = new UpdateEnd("rolled-back", "why", "b2", "r2", "v2", "b", "b", NOW.plusSeconds(60));
        history.add(before.id(), List.of(good), NOW);
        history.add(before.id(), List.of(good, bad), NOW.plusSeconds(90));
        assertThat(history.of(before.id()))
                .containsExactly(new PastUpdate(bad, NOW.plusSeconds(90), null), new PastUpdate(good, NOW, null));
        assertThat(bad.triedSlot()).isEqualTo("a");
        history.add(after.id(), List.of(bad), NOW.plusSeconds(99));
        nodes.replace(before.id(), after);
        assertThat(history.of(before.id())).isEmpty();
        assertThat(history.of(after.id()))
                .containsExactly(new PastUpdate(bad, NOW.plusSeconds(99), null), new PastUpdate(good, NOW, null));
    }

    @Test
    void keepsTheLogsOfTheNewestFailedTrials() {
        var history = new SqliteUpdateHistory(database);
        NodeId node = new NodeId("n1");
        List<UpdateEnd> ends = IntStream.rangeClosed(1, SqliteUpdateHistory.MOST_LOGS + 1)
                .mapToObj(i -> new UpdateEnd("rolled-back", "why", "b" + i, "r", "v", "a", "a", NOW.plusSeconds(i)))
                .toList();
        history.add(node, ends, NOW);
        TrialLog none = TrialLog.none(TrialLogState.NOT_YET);
        ends.forEach(end -> history.keep(node, new KeptTrialLog(none.of(end), NOW)));
        TrialLog full = new TrialLog(TrialLogState.KEPT, "", NOW, "", "boot", "line 1\nline 2", true);
        UpdateEnd newest = ends.getLast();
        history.keep(node, new KeptTrialLog(full.of(newest), NOW.plusSeconds(5)));
        assertThat(history.trialLog(node, newest)).contains(new KeptTrialLog(full.of(newest), NOW.plusSeconds(5)));
        assertThat(history.trialLog(node, ends.getFirst())).isEmpty();
        assertThat(history.of(node))
                .extracting(PastUpdate::log)
                .containsExactly(
                        TrialLogState.KEPT,
                        TrialLogState.NOT_YET,
                        TrialLogState.NOT_YET,
                        TrialLogState.NOT_YET,
                        TrialLogState.NOT_YET,
                        null);
    }

    @Test
    void keepsTheLibraryFromArtifactToWrittenDrive() {
        new SqliteSiteRepository(database).save(SITE);
        var artifacts = new SqliteArtifactRepository(database);
        Artifact artifact = new Artifact(DIGEST, "base", ArtifactKind.BASE_OS, 10, Map.of("os", "Debian"), NOW);
        artifacts.save(artifact);
        assertThat(artifacts.named("base")).containsExactly(artifact);
        var releases = new SqliteReleaseRepository(database);
        Release release = new Release(
                DIGEST,
                "shop",
                3,
                List.of(new ReleaseLayer(LayerKind.BASE_OS, "debian", DIGEST, 10, Map.of("compression", "none"))),
                "{}",
                NOW);
        releases.add(release);
        assertThat(releases.all()).containsExactly(release);
        FileVault vault = new FileVault(folder.resolve("vault.cairn"), InstantSource.system());
        vault.create(new Opener.KeyFile(new byte[Opener.KeyFile.BYTES]));
        var batches = new SqliteBatchRepository(database, vault);
        Batch batch = new Batch("b1", "c2VjcmV0", NOW);
        batches.add(batch);
        assertThat(batches.all()).containsExactly(batch);
        var images = new SqliteImageRepository(database);
        Image image = new Image("i1", Path.of("/x.img"), DIGEST, DIGEST, 5, "b1", SITE.id(), "harbour-1", NOW);
        images.save(image);
        assertThat(images.findByPath(Path.of("/x.img"))).contains(image);
        var writes = new SqliteDriveWriteRepository(database);
        var runs = new SqliteFlashRunRepository(database);
        FlashRun run = new FlashRun("run1", "i1", "edge", NOW, null);
        runs.save(run);
        assertThat(runs.open()).contains(run);
        DriveWrite write = new DriveWrite(
                "w1",
                "i1",
                "/dev/sdx",
                "Stick",
                "123",
                5,
                true,
                DIGEST,
                NOW,
                NOW,
                null,
                new FlashPlace("run1", "edge-001"));
        writes.save(write.failed("drive.cut-off"), null);
        assertThat(writes.all()).extracting(DriveWrite::problem).containsExactly("drive.cut-off");
        writes.save(write, "{}");
        assertThat(writes.all()).containsExactly(write);
        assertThat(writes.receipt("w1")).contains("{}");
        assertThat(writes.receipt("w2")).isEmpty();
        runs.save(run.ended(NOW));
        assertThat(runs.open()).isEmpty();
        var rollouts = new SqliteRolloutRepository(database);
        Rollout rollout = new Rollout(
                "r1",
                "spring",
                DIGEST,
                RolloutState.PLANNED,
                List.of(new RolloutSite(SITE.id(), 0, SiteState.WAITING, "")),
                NOW);
        rollouts.save(rollout);
        Rollout later = rollout.with(rollout.sites().getFirst().inState(SiteState.DONE, "all"))
                .inState(RolloutState.RUNNING);
        rollouts.save(later);
        assertThat(rollouts.find("r1")).contains(later);
        var orders = new SqliteOrderRepository(database);
        orders.add(new SiteOrder(SITE.id(), 1, DIGEST, "c", "e", NOW, NOW));
        orders.add(new SiteOrder(SITE.id(), 2, null, "c", "e", NOW, NOW));
        assertThat(orders.latest(SITE.id()).orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void undoesTheActivityEntryTogetherWithTheChange() {
        var sites = new SqliteSiteRepository(database);
        var activity = new SqliteActivityLog(
                database, new Identifiers(InstantSource.system()), InstantSource.fixed(NOW), "me");
        assertThatThrownBy(() -> database.inOne(() -> {
                    sites.save(SITE);
                    activity.add("site.added", "Harbour");
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(sites.all()).isEmpty();
        assertThat(activity.latest(5)).isEmpty();
    }

    @Test
    void refusesWhatTheSchemaForbidsAndStaysUsable() {
        var nodes = new SqliteNodeRepository(database);
        Node stray = Node.discovered(new NodeId("n"), "k", new LastSeen(NOW, LastSeen.Source.BEACON, "a:1", "me"))
                .assigned(new SiteId("nowhere"), Role.AGENT, "x");
        assertThatThrownBy(() -> nodes.save(stray)).isInstanceOf(ProblemException.class);
        new SqliteSiteRepository(database).save(SITE);
        assertThat(nodes.all()).isEmpty();
    }
}
