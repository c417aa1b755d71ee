package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.image.Json;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.drive.DriveWriter;
import dev.cairn.image.drive.WriteReceipt;
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.standin.StandInK3s;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/**
 * The laptop's side of the boot test, and the hand at the power switch. Runs as a program of its own inside the LAN's network
 * namespace; ends with exit 0 when everything held. It is the app itself that bakes, discovers, assigns, updates and drains.
 */
final class BootScenario {
    private static final long DISK_BYTES = 8L << 30;
    private static final Duration BOOT = Duration.ofMinutes(8);
    private static final SyncTimes TIMES =
            new SyncTimes(Duration.ofMinutes(18), Duration.ofSeconds(2), Duration.ofDays(30), Duration.ofSeconds(90));

    private final Path folder;
    private final Cairn cairn;
    private final Path goodRoot;
    private final long startedAt = System.nanoTime();

    private BootScenario(Path folder, Path goodRoot, Cairn cairn) {
        this.folder = folder;
        this.goodRoot = goodRoot;
        this.cairn = cairn;
    }

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(Path.of(arguments[2]))
                .withTimes(TIMES);
        try (Cairn cairn = Cairn.open(options)) {
            new BootScenario(folder, Path.of(arguments[1]), cairn).run(arguments[3]);
        }
        System.exit(0);
    }

    private void run(String tap) throws Exception {
        cairn.initFleet().run("Boot test");
        Release first = release(goodRoot, new StandInK3s("first", true));
        Path disk = bakeAndWrite(first);
        cairn.watchNodes().start();
        try (VirtualMachine machine = VirtualMachine.start(tap, folder.resolve("node"), disk, "52:54:00:ca:12:01")) {
            step("the machine is switched on");
            Node node = discovered(machine);
            Site site = cairn.addSite().run(NewSite.named("Ridge"));
            cairn.assignNode().run(node.id(), site.id(), Role.SERVER, "ridge-1");
            becomesActive(node.id(), site);

            updates(machine, node.id(), site);
            telemetryIsHere(node.id());
        }
        diskIsIntact(disk);
        step("done");
    }

    private void updates(VirtualMachine machine, NodeId node, Site site) throws Exception {
        Release second = release(goodRoot, new StandInK3s("second", true));
        commits(node, site, second);
        Path broken = BrokenRoot.of(goodRoot, folder);
        fallsBack(node, site, release(broken, new StandInK3s("second", true)), second, "a kernel that panics");
        Files.delete(broken);
        Release unhealthy = release(goodRoot, new StandInK3s("third", false));
        fallsBack(node, site, unhealthy, second, "a Kubernetes that never gets ready");

        survivesPowerCut(machine, node, site);
    }

    private Release release(Path root, StandInK3s kubernetes) throws IOException {
        Artifact base = imported(root, ArtifactKind.BASE_OS);
        Artifact k3s = imported(kubernetes.writeTo(folder.resolve("k3s")), ArtifactKind.KUBERNETES);
        cairn.saveProfile()
                .run(new ProfileDraft(
                        "edge",
                        "boot test",
                        List.of(layer(LayerKind.BASE_OS, base), layer(LayerKind.KUBERNETES, k3s))));
        Release release = cairn.createRelease().run("edge");
        step("release " + release.label() + " is made");
        return release;
    }

    private Artifact imported(Path file, ArtifactKind kind) {
        String name = file.getFileName().toString();
        return cairn.listArtifacts().all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> cairn.importArtifact()
                        .start(List.of(new ImportRequest(file, kind, null)))
                        .await()
                        .getFirst());
    }

    private static Layer layer(LayerKind kind, Artifact artifact) {
        return new Layer(
                kind,
                kind.word(),
                artifact.name(),
                "sha256:" + artifact.digest().hex(),
                Map.of());
    }

    private Path bakeAndWrite(Release release) throws Exception {
        Image image = cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
        step("baked " + image.path() + ", " + image.bytes() + " bytes");
        Path sidecar = image.path().resolveSibling(image.path().getFileName() + ".json");
        ImageManifest manifest = Json.read(Files.readAllBytes(sidecar), ImageManifest.class, sidecar.toString());
        ImageJudges.judge(image.path(), manifest, folder);
        step("sgdisk, fsck.fat and unsquashfs find no fault");
        Path disk = folder.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        WriteReceipt receipt =
                new DriveWriter(Clock.systemUTC()).write(WriteRequest.of(image.path(), disk), Progress.NONE);
        assertThat(receipt.verified()).isTrue();
        step("written and read back");
        return disk;
    }

    private Node discovered(VirtualMachine machine) {
        Node node = Awaitility.await("the node's beacon")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("the machine stopped", () -> !machine.isRunning())
                .until(() -> cairn.listNodes().discovered(), nodes -> !nodes.isEmpty())
                .getFirst();
        step("discovered " + node.id() + " with host key " + node.hostKey());
        return node;
    }

    private void becomesActive(NodeId node, Site site) {
        Awaitility.await("the node is active")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> {
                    sync(site);
                    return report(node).state().equals("active");
                });
        Node known = cairn.listNodes().byId(node).orElseThrow();
        assertThat(known.facts()).isNotNull();
        assertThat(report(node).slot()).isEqualTo("a");
        step("active in slot A; facts: " + known.facts());
    }

    private void commits(NodeId node, Site site, Release release) {
        cairn.desireRelease().run(site.id(), release);
        NodeSyncResult result = sync(site);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.COMMITTED);
        assertThat(result.slotBefore()).isEqualTo("a");
        assertThat(result.slotAfter()).isEqualTo("b");
        assertThat(report(node).release()).isEqualTo(release.digest().hex());
        step("committed the second release in slot B, " + result.pushedBytes() + " bytes pushed");
    }

    private void fallsBack(NodeId node, Site site, Release bad, Release good, String why) {
        cairn.desireRelease().run(site.id(), bad);
        NodeSyncResult result = sync(site);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.ROLLED_BACK);
        assertThat(result.slotAfter()).isEqualTo("b");
        assertThat(report(node).release()).isEqualTo(good.digest().hex());
        step("fell back from " + why + ", " + result.pushedBytes() + " bytes pushed");
        cairn.desireRelease().run(site.id(), good);
    }

    private void survivesPowerCut(VirtualMachine machine, NodeId node, Site site) throws IOException {
        String boot = report(node).bootId();
        machine.cutPower();
        Awaitility.await("back after a power cut")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> {
                    sync(site);
                    return !report(node).bootId().equals(boot);
                });
        assertThat(report(node).slot()).isEqualTo("b");
        step("back in slot B after a power cut");
    }

    private void telemetryIsHere(NodeId node) {
        TelemetryCounts counts = cairn.queryTelemetry().counts();
        assertThat(counts.samples()).isPositive();
        assertThat(counts.logLines()).isPositive();
        assertThat(cairn.queryTelemetry().series(node)).isNotEmpty();
        step("telemetry: " + counts);
    }

    private void diskIsIntact(Path disk) throws IOException {
        assertThat(ImageJudges.bootEntries(disk, folder)).contains("cairn-b.conf");
        List<String> starts = ImageJudges.dataFile(disk, "/lib/rancher/k3s/server/starts")
                .lines()
                .filter(line -> line.startsWith("cluster "))
                .toList();
        assertThat(starts).as("starts of Kubernetes over all boots").hasSizeGreaterThanOrEqualTo(4);
        assertThat(starts.stream().map(line -> line.split(" ")[1]).distinct())
                .as("one cluster through updates, fall-backs and a power cut")
                .hasSize(1);
        assertThat(starts).anyMatch(line -> line.contains(" first ")).anyMatch(line -> line.contains(" third "));
    }

    private NodeSyncResult sync(Site site) {
        return cairn.syncSite()
                .start(List.of(site.id()))
                .await()
                .getFirst()
                .nodes()
                .getFirst();
    }

    private NodeReport report(NodeId node) {
        return Objects.requireNonNull(cairn.listNodes().byId(node).orElseThrow().report(), "the node has reported");
    }

    private void step(String what) {
        System.out.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(), what);
    }
}
