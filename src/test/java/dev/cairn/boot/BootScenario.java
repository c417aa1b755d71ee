package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node from bare disk to observed, updated although the power fails in the middle of the slot write, and switched on and off ten times in a
 * row. It is the app itself that bakes, discovers, assigns, updates and drains. Runs inside the LAN's network namespace; ends with exit 0
 * when everything held.
 */
final class BootScenario {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int CYCLES = 10;

    private final Laptop laptop;

    private BootScenario(Laptop laptop) {
        this.laptop = laptop;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        try (Laptop laptop = Laptop.open(arguments, WINDOW)) {
            new BootScenario(laptop).run(arguments[3]);
        }
        System.exit(0);
    }

    private void run(String tap) throws Exception {
        Release first = laptop.release("first");
        Release second = laptop.release("second");
        Path disk = laptop.disk(first);
        try (VirtualMachine machine = VirtualMachine.start(
                tap, laptop.folder().resolve("node"), "52:54:00:ca:12:01", List.of(VirtualDisk.virtio(disk)))) {
            Node node = laptop.discovered(machine);
            Site site = laptop.activated(node.id());
            cutInTheSlotWrite(machine, site, second);
            quickPowerCycles(machine, site, disk);
            laptop.becomesActive(site);
            telemetryIsHere(node);
        }
        diskIsIntact(disk);
        laptop.step("done");
    }

    private void cutInTheSlotWrite(VirtualMachine machine, Site site, Release second) throws Exception {
        machine.console().mark();
        laptop.cairn().desireRelease().run(site.id(), second);
        Job<List<SiteSyncReport>> sync = laptop.cairn().syncSite().start(List.of(site.id()));
        machine.console().await("CHUNKS_COMPLETE -> WRITE", Laptop.BOOT);
        TimeUnit.SECONDS.sleep(5);
        assertThat(machine.console().sinceMark()).as("not too late").doesNotContain("WRITTEN -> VERIFY");
        machine.cutPower();
        laptop.step("the power was cut in the middle of the slot write");
        NodeSyncResult result = sync.await().getFirst().nodes().getFirst();
        assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.COMMITTED);
        assertThat(laptop.report().slot()).isEqualTo("b");
        assertThat(laptop.report().release()).isEqualTo(second.digest().hex());
        laptop.step("resumed by itself and committed in slot B, " + result.pushedBytes() + " bytes pushed");
    }

    private void quickPowerCycles(VirtualMachine machine, Site site, Path disk) throws Exception {
        String boot = laptop.report().bootId();
        List<String> before = ImageJudges.bootEntries(disk, laptop.folder());
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            machine.cutPower();
            // Each time a little later: in the firmware, the loader, the kernel, the first services.
            TimeUnit.MILLISECONDS.sleep(1_500L * cycle);
        }
        laptop.answersAgain(site, boot);
        assertThat(laptop.report().slot()).isEqualTo("b");
        assertThat(ImageJudges.bootEntries(disk, laptop.folder()))
                .as("no tries were used up")
                .isEqualTo(before)
                .contains("cairn-a.conf", "cairn-b.conf");
        laptop.step("back in slot B after " + CYCLES + " quick power cycles, which changed nothing");
    }

    private void telemetryIsHere(Node node) {
        TelemetryCounts counts = laptop.cairn().queryTelemetry().counts();
        assertThat(counts.samples()).isPositive();
        assertThat(counts.logLines()).isPositive();
        assertThat(laptop.cairn().queryTelemetry().series(node.id())).isNotEmpty();
        laptop.step("telemetry: " + counts);
    }

    private void diskIsIntact(Path disk) throws IOException {
        assertThat(ImageJudges.bootEntries(disk, laptop.folder())).contains("cairn-b.conf");
        List<String> starts = ImageJudges.dataFile(disk, "/lib/rancher/k3s/server/starts")
                .lines()
                .filter(line -> line.startsWith("cluster "))
                .toList();
        assertThat(starts.stream().map(line -> line.split(" ")[1]).distinct())
                .as("one cluster through an update and all power cuts")
                .hasSize(1);
        assertThat(starts).anyMatch(line -> line.contains(" first ")).anyMatch(line -> line.contains(" second "));
    }
}
