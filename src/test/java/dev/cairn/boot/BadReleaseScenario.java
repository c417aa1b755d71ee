package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.standin.StandInK3s;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Bad releases in turn, each of which the node leaves by itself, and then a good one. Runs inside the LAN's network namespace. */
final class BadReleaseScenario {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Laptop laptop;
    private final Path agentLayer;

    /** What is wrong with a release. */
    enum Fault {
        /** Its kernel panics. */
        PANICS,
        /** Its root cannot be mounted. */
        UNMOUNTABLE,
        /** Its Kubernetes never gets ready. */
        NEVER_READY,
        /** Its agent hangs. */
        HANGS
    }

    private BadReleaseScenario(Laptop laptop, Path agentLayer) {
        this.laptop = laptop;
        this.agentLayer = agentLayer;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        run(arguments, List.of(Fault.PANICS, Fault.NEVER_READY));
    }

    /** The program of a scenario with these faults. */
    static void run(String[] arguments, List<Fault> faults) throws Exception {
        try (Laptop laptop = Laptop.open(arguments, WINDOW)) {
            new BadReleaseScenario(laptop, Path.of(arguments[2])).run(arguments[3], faults);
        }
        System.exit(0);
    }

    private void run(String tap, List<Fault> faults) throws Exception {
        Release good = laptop.release("first");
        Path disk = laptop.disk(good);
        try (VirtualMachine machine = VirtualMachine.start(
                tap, laptop.folder().resolve("node"), "52:54:00:ca:12:04", List.of(VirtualDisk.virtio(disk)))) {
            Node node = laptop.discovered(machine);
            Site site = laptop.activated(node.id());
            for (Fault fault : faults) {
                leaves(machine, site, fault, good);
            }
            machine.console().mark();
            laptop.commits(site, last(), "b");
            assertThat(machine.console().count(StumblingRoot.SAID))
                    .as("starts in which the agent had to wait for its data")
                    .isPositive();
        }
        assertThat(ImageJudges.bootEntries(disk, laptop.folder()))
                .containsExactlyInAnyOrder("cairn-a.conf", "cairn-b.conf", "cairn-bootstrap.conf");
        List<String> starts = ImageJudges.dataFile(disk, "/lib/rancher/k3s/server/starts")
                .lines()
                .filter(line -> line.startsWith("cluster "))
                .toList();
        assertThat(starts.stream().map(line -> line.split(" ")[1]).distinct())
                .as("one cluster through all of it")
                .hasSize(1);
        assertThat(starts)
                .anyMatch(line -> line.contains(" last "))
                .noneMatch(line -> line.contains(" panics ") || line.contains(" unmountable "));
        assertThat(starts.stream().anyMatch(line -> line.contains(" never ")))
                .isEqualTo(faults.contains(Fault.NEVER_READY));
        assertThat(starts.stream().anyMatch(line -> line.contains(" hangs "))).isEqualTo(faults.contains(Fault.HANGS));
        laptop.step("done");
    }

    private void leaves(VirtualMachine machine, Site site, Fault fault, Release good) throws Exception {
        switch (fault) {
            case PANICS -> laptop.fallsBack(site, panics(), good, "a kernel that panics");
            case UNMOUNTABLE -> laptop.fallsBack(site, unmountable(), good, "a root that cannot be mounted");
            case NEVER_READY -> laptop.fallsBack(site, neverReady(), good, "a Kubernetes that never gets ready");
            case HANGS -> {
                machine.console().mark();
                laptop.fallsBack(site, hangs(), good, "an agent that hangs");
                assertThat(machine.console().sinceMark()).contains("the agent hangs from here on");
            }
        }
    }

    /** Good, though what the agent needs fails to start at first: nobody is there to try again. */
    private Release last() throws Exception {
        Path stumbling = StumblingRoot.of(laptop.goodRoot(), laptop.folder());
        Release release = laptop.release(stumbling, new StandInK3s("last", true));
        Files.delete(stumbling);
        return release;
    }

    private Release panics() throws Exception {
        Path broken = BrokenRoot.of(laptop.goodRoot(), laptop.folder());
        Release release = laptop.release(broken, new StandInK3s("panics", true));
        Files.delete(broken);
        return release;
    }

    private Release unmountable() throws Exception {
        Release release = laptop.release("unmountable");
        BrokenSquashfs.breakRoot(laptop.cairn().buildBundle().run(release, null, JobControl.unwatched()));
        return release;
    }

    private Release neverReady() throws Exception {
        return laptop.release(laptop.goodRoot(), new StandInK3s("never", false));
    }

    private Release hangs() throws Exception {
        Release release = laptop.release("hangs");
        Path layer = HangingAgent.of(agentLayer, laptop.folder());
        laptop.cairn().buildBundle().run(release, layer, JobControl.unwatched());
        return release;
    }
}
