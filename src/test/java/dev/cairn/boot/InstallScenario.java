package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.bake.ImageReport;
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import dev.cairn.standin.StandInK3s;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * The technician with one stick. Runs as a program of its own inside the LAN's network namespace; ends with exit 0 when everything held.
 */
final class InstallScenario {
    private static final long STICK_BYTES = 4L << 30;
    private static final long DISK_BYTES = 8L << 30;
    private static final Duration BOOT = Duration.ofMinutes(12);
    private static final Duration WRITING = Duration.ofMinutes(20);
    private static final InstallRule RULE =
            new InstallRule("only-internal", 4_000_000_000L, false, 3, AfterInstall.REBOOT);

    private final Path folder;
    private final Cairn cairn;
    private final Workshop workshop;
    private final String tap;
    private final long startedAt = System.nanoTime();

    private InstallScenario(Path folder, Cairn cairn, String tap) {
        this.folder = folder;
        this.cairn = cairn;
        this.workshop = new Workshop(cairn, folder);
        this.tap = tap;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        CairnOptions options = CairnOptions.of(folder.resolve("home")).withAgentLayer(Path.of(arguments[2]));
        try (Cairn cairn = Cairn.open(options)) {
            new InstallScenario(folder, cairn, arguments[3]).run(Path.of(arguments[1]));
        }
        System.exit(0);
    }

    private void run(Path root) throws Exception {
        cairn.initFleet().run("Install test");
        Release release = workshop.release(root, new StandInK3s("first", true));
        Image image = workshop.bake(release);
        step("baked");
        Path stick = workshop.disk("stick.img", STICK_BYTES);
        byte[] seed = seedOf(image.path()).installing(RULE).toPaddedBytes();
        assertThat(workshop.write(WriteRequest.of(image.path(), stick).withSeed(seed))
                        .verified())
                .isTrue();
        Path disk = workshop.disk("disk.img", DISK_BYTES);
        cairn.watchNodes().start();
        try (VirtualMachine machine = VirtualMachine.start(
                tap,
                folder.resolve("machine"),
                "52:54:00:ca:12:02",
                List.of(VirtualDisk.stick(stick), VirtualDisk.nvme(disk, "NVME-1")))) {
            installs(machine);
            restartsAndLeavesItAlone(machine);
            isIntact(stick, disk);
            machine.pullOutStick();
            step("the stick is pulled out");
            startsFromItsDisk(machine);
        }
        step("done");
    }

    private void installs(VirtualMachine machine) throws Exception {
        ConsoleLog console = machine.console();
        console.await("cairn: this stick installs Cairn", BOOT);
        step("the stick is up");
        console.await("cairn: ALL DATA ON nvme0n1 WILL BE LOST", WRITING);
        step("the stick is checked");
        console.await("cairn: INSTALLED on nvme0n1", WRITING);
        step("installed");
        assertThat(console.sinceMark())
                .contains("serial NVME-1")
                .contains("not here: this is the stick that runs now")
                .contains("erasing nvme0n1 in 3 s")
                .contains("writing: 90 %")
                .contains("reading back: 90 %");
        assertThat(cairn.listNodes().discovered()).as("a stick is no node").isEmpty();
        console.mark();
    }

    /** The stick was left in, and the firmware prefers it. */
    private void restartsAndLeavesItAlone(VirtualMachine machine) throws Exception {
        ConsoleLog console = machine.console();
        console.await("cairn: Cairn is already installed on nvme0n1", BOOT);
        console.await("cairn: REMOVE THE STICK", BOOT);
        assertThat(console.sinceMark())
                .contains("restarting in 3 s")
                .contains("Restarting system")
                .doesNotContain("WILL BE LOST");
        step("restarted by itself; the stick, still there, changed nothing");
        console.mark();
    }

    private void isIntact(Path stick, Path disk) throws IOException {
        assertThat(Tool.run("sgdisk", "-v", disk.toString())).contains("No problems found");
        assertThat(ImageJudges.bootEntries(disk, folder))
                .containsExactlyInAnyOrder("cairn-a.conf", "cairn-bootstrap.conf");
        ImageReport installed = new ImageInspector().inspect(disk);
        ImageReport from = new ImageInspector().inspect(stick);
        assertThat(installed.diskGuid()).isNotEqualTo(from.diskGuid());
        assertThat(seedOf(disk)).isEqualTo(seedOf(stick).installing(null));
        step("sgdisk, fsck.fat and mtools find no fault; the seed does not install");
    }

    private void startsFromItsDisk(VirtualMachine machine) {
        Node node = Awaitility.await("the node's beacon")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("the machine stopped", () -> !machine.isRunning())
                .until(() -> cairn.listNodes().discovered(), nodes -> !nodes.isEmpty())
                .getFirst();
        step("discovered " + node.id() + " on its own disk");
    }

    private static Seed seedOf(Path disk) {
        return Seed.read(new ImageInspector().inspect(disk).seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private void step(String what) {
        System.out.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(), what);
    }
}
