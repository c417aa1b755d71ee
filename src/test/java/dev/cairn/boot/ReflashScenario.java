package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.sync.ReflashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/**
 * A node is sent into its bootstrap system and written anew over SSH, with the power cut while it is written: first with its data kept,
 * then with its data erased, when it comes back as a new node and is known by its hardware. Runs inside the LAN's network namespace.
 */
final class ReflashScenario {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Laptop laptop;

    private ReflashScenario(Laptop laptop) {
        this.laptop = laptop;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        try (Laptop laptop = Laptop.open(arguments, WINDOW)) {
            new ReflashScenario(laptop).run(arguments[3]);
        }
        System.exit(0);
    }

    private void run(String tap) throws Exception {
        Release first = laptop.release("first");
        Release second = laptop.release("second");
        Path disk = laptop.disk(first);
        try (VirtualMachine machine = VirtualMachine.start(
                tap, laptop.folder().resolve("node"), "52:54:00:ca:12:03", List.of(VirtualDisk.virtio(disk)))) {
            Node node = laptop.discovered(machine);
            Site site = laptop.activated(node.id());

            standsInBootstrap(machine, site);
            ImageJudges.lose(disk, "cairn-slot-a", 128 << 20);
            writtenWithAPowerCut(machine, second);
            laptop.becomesActive(site);
            assertThat(laptop.node().id()).as("its data and identity were kept").isEqualTo(node.id());
            laptop.step("active again in slot " + laptop.report().slot());

            wiped(node, first);
            laptop.becomesActive(site);
            laptop.step("active again as " + laptop.node().label());
        }
        judge(disk);
        laptop.step("done");
    }

    private void standsInBootstrap(VirtualMachine machine, Site site) throws IOException {
        Node there = laptop.cairn().reflashNode().bootstrap(laptop.node().id()).await();
        assertThat(laptop.report().slot()).isEqualTo("bootstrap");
        assertThat(laptop.report().state()).as("it belongs to no site there").isEqualTo("discovered");
        assertThat(Objects.requireNonNull(there.facts()).nics()).isNotEmpty();
        assertThat(laptop.sync(site).problem()).isNotNull();
        laptop.step("in its bootstrap system, which belongs to no site and takes no orders");
    }

    private void writtenWithAPowerCut(VirtualMachine machine, Release release)
            throws IOException, InterruptedException {
        String boot = laptop.report().bootId();
        Job<Node> job = laptop.cairn()
                .reflashNode()
                .start(new ReflashRequest(laptop.node().id(), release, null, false));
        Awaitility.await("the middle of the write")
                .atMost(Laptop.BOOT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var now = job.snapshot();
                    assertThat(now.state().ended()).as(now.toString()).isFalse();
                    return now.doing().contains(": writes ") && now.done() > now.total() / 5;
                });
        machine.cutPower();
        laptop.step("the power was cut while it was written");
        Node back = job.await();
        assertThat(laptop.report().bootId()).isNotEqualTo(boot);
        assertThat(laptop.report().release()).isEqualTo(release.digest().hex());
        assertThat(laptop.report().slot()).isEqualTo("a");
        laptop.step("written, read back and booted: " + back.label() + " runs " + release.label());
    }

    private void wiped(Node before, Release release) {
        Node back = laptop.cairn()
                .reflashNode()
                .start(new ReflashRequest(before.id(), release, null, true))
                .await();
        assertThat(back.id()).as("its identity was erased").isNotEqualTo(before.id());
        assertThat(back.label()).isEqualTo("ridge-1");
        assertThat(laptop.cairn().listNodes().all()).as("it appears once").hasSize(1);
        laptop.step("erased, written and known again by its hardware as " + back.label());
    }

    private void judge(Path disk) throws IOException {
        assertThat(Tool.run("sgdisk", "-v", disk.toString())).contains("No problems found");
        assertThat(ImageJudges.bootEntries(disk, laptop.folder()))
                .containsExactlyInAnyOrder("cairn-a.conf", "cairn-bootstrap.conf");
        List<String> clusters = ImageJudges.dataFile(disk, "/lib/rancher/k3s/server/starts")
                .lines()
                .filter(line -> line.startsWith("cluster "))
                .toList();
        assertThat(clusters).as("the data was erased").allMatch(line -> line.contains(" first "));
    }
}
