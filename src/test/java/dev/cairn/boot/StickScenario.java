package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.sync.StickReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A stick with an order and a bundle is plugged into a running node, which takes both, updates, and leaves word on the stick; put in again, and after it
 * a stick with an older order, they change nothing. No laptop reaches the node meanwhile. Runs inside the LAN's network namespace.
 */
final class StickScenario {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration UPDATE = Duration.ofMinutes(15);
    private static final long STICK_BYTES = 2L << 30;

    private final Laptop laptop;

    private StickScenario(Laptop laptop) {
        this.laptop = laptop;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        try (Laptop laptop = Laptop.open(arguments, WINDOW)) {
            new StickScenario(laptop).run(arguments[3]);
        }
        System.exit(0);
    }

    private void run(String tap) throws Exception {
        Release first = laptop.release("first");
        Release second = laptop.release("second");
        Path disk = laptop.disk(first);
        try (VirtualMachine machine = VirtualMachine.start(
                tap,
                laptop.folder().resolve("node"),
                "52:54:00:ca:12:05",
                List.of(VirtualDisk.virtio(disk), VirtualDisk.socket()))) {
            Node node = laptop.discovered(machine);
            Site site = laptop.activated(node.id());
            laptop.cairn().desireRelease().run(site.id(), first);
            Path old = stick("old", site);
            laptop.cairn().desireRelease().run(site.id(), second);
            Path stick = stick("new", site);

            takesTheUpdate(machine, stick);
            wordOf(stick, second);
            changesNothing(machine, stick, "has been here before");
            changesNothing(machine, old, "carries an older order");
            assertThat(machine.console().sinceMark()).contains("the stick was refused");
            laptop.becomesActive(site);
            assertThat(laptop.report().release()).isEqualTo(second.digest().hex());
        }
        assertThat(ImageJudges.bootEntries(disk, laptop.folder())).contains("cairn-b.conf");
        laptop.step("done");
    }

    /** What a laptop puts into a folder for this site, as a stick with FAT. */
    private Path stick(String name, Site site) throws IOException {
        Path folder = Files.createDirectories(laptop.folder().resolve("stick-" + name));
        StickReport report = laptop.cairn()
                .syncSite()
                .startToFolder(List.of(site.id()), folder, false)
                .await();
        assertThat(report.sites()).containsExactly(site.name());
        Path stick = laptop.workshop().disk("stick-" + name + ".img", STICK_BYTES);
        Tool.require("mcopy", "mtools");
        Tool.run("mkfs.fat", "-F", "32", "-n", "CAIRN-STICK", stick.toString());
        Tool.run(
                Duration.ofMinutes(5),
                "mcopy",
                "-s",
                "-i",
                stick.toString(),
                folder.resolve("cairn-update").toString(),
                "::/");
        laptop.step("a stick with " + report.bytesWritten() + " bytes of bundles");
        return stick;
    }

    private void takesTheUpdate(VirtualMachine machine, Path stick) throws Exception {
        machine.console().mark();
        machine.plugIn(stick);
        machine.console().await("CHUNKS_COMPLETE -> WRITE", UPDATE);
        laptop.step("the stick is plugged in and read");
        machine.console().await("update.committed: ", UPDATE);
        laptop.step("committed what the stick brought");
    }

    /** The node leaves its word on the stick, and the laptop believes it. */
    private void wordOf(Path stick, Release release) {
        Path back = laptop.folder().resolve("stick-back");
        Awaitility.await("word of the update on the stick")
                .atMost(UPDATE)
                .pollInterval(Duration.ofSeconds(5))
                // While the node writes, the file system is in between.
                .ignoreExceptions()
                .until(() -> {
                    Files.createDirectories(back);
                    Tool.run("mcopy", "-s", "-n", "-o", "-i", stick.toString(), "::/cairn-update", back.toString());
                    laptop.cairn().syncSite().startFromFolder(back).await();
                    return release.digest().hex().equals(laptop.report().release());
                });
        assertThat(laptop.report().slot()).isEqualTo("b");
        laptop.step("the stick tells the laptop that " + release.label() + " runs in slot b");
    }

    private void changesNothing(VirtualMachine machine, Path stick, String which) throws Exception {
        machine.pullOut();
        TimeUnit.SECONDS.sleep(10);
        machine.console().mark();
        machine.plugIn(stick);
        // The node looks every three seconds.
        TimeUnit.SECONDS.sleep(30);
        assertThat(machine.console().sinceMark()).doesNotContain("ORDERED -> TRANSFER");
        laptop.step("a stick that " + which + " changes nothing");
    }
}
