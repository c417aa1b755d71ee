package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.boot.powercut.WriteLog;
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.standin.StandInK3s;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Records everything that a machine writes to its disk from its first boot to the commit of its first update, and then lets the power
 * fail at every point that matters ({@link PowerCuts}). Runs as a program of its own inside the LAN's network namespace; ends with exit 0
 * when everything held.
 */
final class PowerCutScenario {
    private static final long DISK_BYTES = 4L << 30;
    private static final long LOG_BYTES = 64L << 30;
    private static final Duration BOOT = Duration.ofMinutes(8);
    private static final SyncTimes TIMES =
            new SyncTimes(Duration.ofMinutes(18), Duration.ofSeconds(2), Duration.ofDays(30), Duration.ofSeconds(90));

    private final Path folder;
    private final Cairn cairn;
    private final Workshop workshop;
    private final long startedAt;

    private PowerCutScenario(Path folder, Cairn cairn, long startedAt) {
        this.folder = folder;
        this.startedAt = startedAt;
        this.cairn = cairn;
        this.workshop = new Workshop(cairn, folder);
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(Path.of(arguments[2]))
                .withTimes(TIMES);
        long startedAt = System.nanoTime();
        try (Cairn cairn = Cairn.open(options)) {
            new PowerCutScenario(folder, cairn, startedAt).run(Path.of(arguments[1]), arguments[3]);
        }
        PowerCuts.judge(folder, new SecureRandom().nextLong(), what -> step(startedAt, what));
        System.exit(0);
    }

    private void run(Path root, String tap) throws Exception {
        cairn.initFleet().run("Power-cut test");
        Release first = workshop.release(root, new StandInK3s("first", true));
        Release second = workshop.release(root, new StandInK3s("second", true));
        Path before = disk(first);
        Path disk = folder.resolve("running.img");
        Tool.run("cp", "--sparse=always", before.toString(), disk.toString());
        Path log = workshop.disk(Recording.LOG, LOG_BYTES);
        cairn.watchNodes().start();
        int updateBegins;
        try (VirtualMachine machine = VirtualMachine.start(
                tap, folder.resolve("node"), "52:54:00:ca:12:03", List.of(VirtualDisk.recorded(disk, log)))) {
            step("the machine is switched on");
            Node node = discovered(machine);
            Site site = cairn.addSite().run(NewSite.named("Ridge"));
            cairn.assignNode().run(node.id(), site.id(), Role.SERVER, "ridge-1");
            becomesActive(node, site);
            updateBegins = recorded(log);
            cairn.desireRelease().run(site.id(), second);
            NodeSyncResult result = sync(site);
            assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.COMMITTED);
        }
        step("committed; " + updateBegins + " requests before the update, " + (recorded(log) - updateBegins)
                + " in it");
        Files.delete(disk);
        new Recording(updateBegins, first.digest().hex(), second.digest().hex()).save(folder);
    }

    private Path disk(Release release) throws Exception {
        Image image = workshop.bake(release);
        Path disk = workshop.disk(Recording.BEFORE, DISK_BYTES);
        assertThat(workshop.write(WriteRequest.of(image.path(), disk)).verified())
                .isTrue();
        TalkativeDisk.of(disk);
        step("baked and written");
        return disk;
    }

    private static int recorded(Path log) throws IOException {
        try (WriteLog writes = WriteLog.open(log)) {
            return writes.entries().size();
        }
    }

    private Node discovered(VirtualMachine machine) {
        return Awaitility.await("the node's beacon")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("the machine stopped", () -> !machine.isRunning())
                .until(() -> cairn.listNodes().discovered(), nodes -> !nodes.isEmpty())
                .getFirst();
    }

    private void becomesActive(Node node, Site site) {
        Awaitility.await("the node is active")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    sync(site);
                    NodeReport report =
                            cairn.listNodes().byId(node.id()).orElseThrow().report();
                    return report != null && report.state().equals("active");
                });
        step("active");
    }

    private NodeSyncResult sync(Site site) {
        return cairn.syncSite()
                .start(List.of(site.id()))
                .await()
                .getFirst()
                .nodes()
                .getFirst();
    }

    private void step(String what) {
        step(startedAt, what);
    }

    private static void step(long startedAt, String what) {
        System.out.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(), what);
    }
}
