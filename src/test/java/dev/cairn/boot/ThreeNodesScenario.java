package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;

/**
 * A site of three nodes from one image with three seeds: they form a cluster and two of them become servers with nobody there; a laptop comes, finds all
 * three, begins an update and is unplugged in the middle of it; the nodes go on one after the other while somebody on the LAN uses a
 * workload; the laptop comes back to three nodes that run the new release. Runs on a computer of its own on the LAN.
 */
final class ThreeNodesScenario {
    /** An emulated node that starts beside two others needs minutes until its k3s is ready. */
    private static final Duration WINDOW = Duration.ofMinutes(4);

    private static final Duration FORMING = Duration.ofMinutes(20);
    private static final Duration UPDATING = Duration.ofMinutes(40);
    private static final long DISK_BYTES = 4L << 30;
    private static final int NEW_BYTES = 32 << 20;
    private static final List<String> NAMES = List.of("ridge-1", "ridge-2", "ridge-3");
    private static final Duration PODS = Duration.ofMinutes(3);

    private final Laptop laptop;
    private final LanStation seat;

    private ThreeNodesScenario(Laptop laptop, LanStation seat) {
        this.laptop = laptop;
        this.seat = seat;
    }

    /** Arguments: work folder, base root tar, agent layer tar, the laptop's place on the LAN, names of three taps. */
    public static void main(String[] arguments) throws Exception {
        try (Laptop laptop = Laptop.away(arguments, WINDOW)) {
            List<String> taps = Arrays.asList(arguments).subList(4, arguments.length);
            new ThreeNodesScenario(laptop, LanStation.of(arguments[3])).run(taps);
        }
        System.exit(0);
    }

    private void run(List<String> taps) throws Exception {
        Path folder = laptop.folder();
        Path root = EtcdRoot.of(laptop.goodRoot(), folder);
        Release first = laptop.release(root, EtcdRoot.k3s("first", folder));
        Release second = laptop.release(EtcdRoot.grown(root, folder, NEW_BYTES), EtcdRoot.k3s("second", folder));
        laptop.cairn().buildBundle().run(second, null, JobControl.unwatched());
        Site site = laptop.cairn().addSite().run(NewSite.named("Ridge"));
        Image image = laptop.workshop().bake(new BakeRequest(first.digest(), null, site.id(), null, null, null));
        List<Path> disks = disks(image);
        long powerOn = System.nanoTime();
        try (SiteMachines machines = new SiteMachines()) {
            FutureTask<Void> allOn = new FutureTask<>(() -> switchOn(machines, taps, disks));
            Thread.ofVirtual().name("power").start(allOn);
            forms(machines, powerOn);
            allOn.get();
            List<String> addresses = isSeen(site);
            SiteApi api = SiteApi.of(image.path(), addresses);
            isWhole(site, api, first);
            serves(api);
            Path polls = folder.resolve("polls.log");
            Process user = user(addresses, polls);
            try {
                isUpdatedWhileTheLaptopLeaves(machines, site, second, polls);
                isWhole(site, api, second);
            } finally {
                user.destroyForcibly().waitFor();
            }
            wasServed(polls);
        }
        for (Path disk : disks) {
            assertThat(ImageJudges.bootEntries(disk, folder)).contains("cairn-b.conf");
        }
        laptop.step("done");
    }

    private List<Path> disks(Image image) throws IOException {
        Seed seed = Seed.read(
                new ImageInspector().inspect(image.path()).seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
        List<Path> disks = new ArrayList<>();
        for (String name : NAMES) {
            Path disk = laptop.workshop().disk(name + ".img", DISK_BYTES);
            WriteRequest request = WriteRequest.of(image.path(), disk)
                    .withSeed(seed.named(name).toPaddedBytes());
            assertThat(laptop.workshop().write(request).verified()).isTrue();
            disks.add(disk);
        }
        laptop.step("three disks with " + image.bytes() + " bytes of one image, a seed each");
        return disks;
    }

    /** One after the other, each as soon as the agent of the one before listens: together they would be as long, and their disks seem slow. */
    private Void switchOn(SiteMachines machines, List<String> taps, List<Path> disks) throws IOException {
        for (int i = 0; i < disks.size(); i++) {
            VirtualMachine machine = VirtualMachine.start(
                    seat.atTheSwitch(),
                    taps.get(i),
                    laptop.folder().resolve(NAMES.get(i)),
                    "52:54:00:ca:13:0" + (i + 1),
                    List.of(VirtualDisk.virtio(disks.get(i))));
            machines.add(machine);
            laptop.step(NAMES.get(i) + " is switched on; no laptop is there");
            machine.console().await("AgentWiring: node \\S+ listens", Laptop.BOOT);
        }
        return null;
    }

    /** With nobody there. */
    private void forms(SiteMachines machines, long powerOn) {
        machines.await("cluster\\.phase: seeding -> server", 1, FORMING);
        since(powerOn, "the first server works");
        machines.await("cluster\\.phase: joining -> agent", NAMES.size() - 1L, FORMING);
        since(powerOn, "formed: the two others are agents of it");
        machines.await("cluster\\.phase: promoting -> server", NAMES.size() - 1L, FORMING);
        since(powerOn, "promoted: three servers");
        assertThat(machines.showing("cluster\\.phase: seeding -> server"))
                .as("first servers")
                .isOne();
    }

    /** The laptop comes and finds three nodes that it never saw; their addresses. */
    private List<String> isSeen(Site site) {
        seat.plugIn();
        laptop.cairn().watchNodes().start();
        laptop.step("the laptop is plugged in");
        List<Node> nodes = Awaitility.await("three nodes that told their names")
                .atMost(Laptop.BOOT)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            laptop.cairn().hearNewNodes().all();
                            return laptop.cairn().listNodes().discovered();
                        },
                        found -> found.stream()
                                        .map(Node::report)
                                        .filter(Objects::nonNull)
                                        .count()
                                == NAMES.size());
        for (Node node : nodes) {
            laptop.cairn()
                    .assignNode()
                    .run(node.id(), site.id(), Role.SERVER, report(node).hostName());
        }
        laptop.step("the laptop sees all three: "
                + nodes.stream().map(node -> report(node).hostName()).sorted().toList());
        return nodes.stream()
                .map(node -> Objects.requireNonNull(node.lastSeen()).address().replaceFirst(":\\d+$", ""))
                .toList();
    }

    /** All three run the release, each of them says that all three vote, and Kubernetes calls them ready. */
    private void isWhole(Site site, SiteApi api, Release release) {
        Awaitility.await("all three run " + release.label())
                .atMost(FORMING)
                .pollInterval(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    laptop.cairn().syncSite().start(List.of(site.id())).await();
                    List<Node> nodes = laptop.cairn().listNodes().all();
                    assertThat(nodes).hasSize(NAMES.size());
                    assertThat(nodes).allSatisfy(node -> runs(report(node), release));
                    assertThat(api.nodes())
                            .isEqualTo(NAMES.stream()
                                    .map(name -> name + " Ready server")
                                    .toList());
                });
        laptop.step("three members, three voters, each on " + release.label() + ", in slots "
                + laptop.cairn().listNodes().all().stream()
                        .map(node -> report(node).slot())
                        .toList());
    }

    private static void runs(NodeReport report, Release release) {
        assertThat(report.state()).isEqualTo("active");
        assertThat(report.release()).isEqualTo(release.digest().hex());
        assertThat(report.trial()).isFalse();
        assertThat(report.updatePhase()).isEqualTo("idle");
        assertThat(Objects.requireNonNull(report.cluster()).voters()).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    private static NodeReport report(Node node) {
        return Objects.requireNonNull(node.report(), node.label());
    }

    private void serves(SiteApi api) {
        Awaitility.await("pods on two nodes")
                .atMost(PODS)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    api.kubectl("create deployment till --image=till --replicas=2");
                    api.kubectl("create poddisruptionbudget till --selector=app=till --min-available=1");
                    assertThat(api.nodesOfPods()).hasSize(2).doesNotHaveDuplicates();
                });
        laptop.step("a workload with two pods, one of which has to be there");
    }

    /** Somebody who uses the workload and stays when the laptop leaves. */
    private Process user(List<String> addresses, Path polls) throws IOException {
        List<String> command = new ArrayList<>(seat.atTheSwitch());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServicePolls.class.getName()));
        addresses.forEach(address -> command.add("http://" + address + ":30000/"));
        Process process = new ProcessBuilder(command)
                .redirectError(laptop.folder().resolve("polls-errors.log").toFile())
                .redirectOutput(polls.toFile())
                .start();
        Awaitility.await("the workload answers")
                .atMost(PODS)
                .until(() -> !ServicePolls.read(polls).answers().isEmpty());
        return process;
    }

    private void isUpdatedWhileTheLaptopLeaves(SiteMachines machines, Site site, Release release, Path polls)
            throws IOException {
        machines.mark();
        long before = sentBytes();
        laptop.cairn().desireRelease().run(site.id(), release);
        Job<List<SiteSyncReport>> sync = laptop.cairn().syncSite().start(List.of(site.id()));
        machines.await("CHUNKS_COMPLETE -> WRITE", 1, UPDATING);
        long sent = sentBytes() - before;
        seat.pullOut();
        sync.cancel();
        assertThat(machines.showing("update\\.committed: ")).isZero();
        laptop.step("the laptop is unplugged while the first node writes its slot; it sent " + sent + " bytes");
        assertThat(sent)
                .as("one copy for three nodes, of which %d bytes are new", NEW_BYTES)
                .isBetween((long) NEW_BYTES, 2L * NEW_BYTES);

        for (int done = 1; done <= NAMES.size(); done++) {
            int now = done;
            machines.awaitThat("update " + done + " of three", UPDATING, () -> {
                long begun = machines.showing("CHUNKS_COMPLETE -> WRITE");
                long ended = machines.showing("update\\.committed: ");
                assertThat(begun - ended).as("nodes that update at once").isLessThanOrEqualTo(1);
                return ended >= now;
            });
            laptop.step(done + " of three committed; the workload so far: " + ServicePolls.read(polls));
        }
        seat.plugIn();
        laptop.step("the laptop is plugged in again");
    }

    private void wasServed(Path polls) throws IOException {
        ServicePolls served = ServicePolls.read(polls);
        laptop.step("the workload: " + served);
        assertThat(served.rounds()).isPositive();
        assertThat(served.silent()).as("rounds in which no node answered").isZero();
        assertThat(served.answers().stream().map(answer -> answer.replaceFirst("^.* on ", "")))
                .as("it moved over all nodes")
                .containsAll(NAMES);
        assertThat(served.answers()).as("each node gave its pod away").hasSizeGreaterThan(2);
    }

    /** What left the laptop by its cable; it stands in a namespace of its own. */
    private static long sentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/sys/class/net/eth0/statistics/tx_bytes"))
                .strip());
    }

    private void since(long powerOn, String what) {
        laptop.step(Duration.ofNanos(System.nanoTime() - powerOn).toSeconds() + " s after the first power-on: " + what);
    }
}
