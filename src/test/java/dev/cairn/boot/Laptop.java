package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
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
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.standin.StandInK3s;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/** The laptop's side of a boot scenario: the app itself, and what every scenario does with it. One thread but for what it starts. */
final class Laptop implements AutoCloseable {
    static final Duration BOOT = Duration.ofMinutes(12);
    private static final long DISK_BYTES = 8L << 30;
    private static final Duration UPDATE = Duration.ofMinutes(25);

    private final Path folder;
    private final Path goodRoot;
    private final Cairn cairn;
    private final Workshop workshop;
    private final long startedAt = System.nanoTime();

    private Laptop(Path folder, Path goodRoot, Cairn cairn) {
        this.folder = folder;
        this.goodRoot = goodRoot;
        this.cairn = cairn;
        this.workshop = new Workshop(cairn, folder);
    }

    /**
     * Opens the app on a folder of its own.
     *
     * @param arguments work folder, base root tar, agent layer tar, name of the tap
     * @param window how long a trial may take to become healthy
     */
    static Laptop open(String[] arguments, Duration window) {
        Laptop laptop = away(arguments, window);
        laptop.cairn.watchNodes().start();
        return laptop;
    }

    /** The same, with the app not listening for nodes yet. */
    static Laptop away(String[] arguments, Duration window) {
        Path folder = Path.of(arguments[0]);
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(Path.of(arguments[2]))
                .withTimes(new SyncTimes(UPDATE, Duration.ofSeconds(2), Duration.ofDays(30), window));
        Cairn cairn = Cairn.open(options);
        cairn.initFleet().run("Boot test");
        return new Laptop(folder, Path.of(arguments[1]), cairn);
    }

    Cairn cairn() {
        return cairn;
    }

    Workshop workshop() {
        return workshop;
    }

    Path folder() {
        return folder;
    }

    Path goodRoot() {
        return goodRoot;
    }

    /** A release of the good base OS. */
    Release release(String kubernetes) throws IOException {
        return release(goodRoot, new StandInK3s(kubernetes, true));
    }

    Release release(Path root, StandInK3s kubernetes) throws IOException {
        Release release = workshop.release(root, kubernetes);
        step("release " + release.label() + " is made");
        return release;
    }

    /** A release of a base OS and a file that is put where k3s stands. */
    Release release(Path root, Path kubernetes) {
        Release release = workshop.release(root, kubernetes);
        step("release " + release.label() + " is made");
        return release;
    }

    /** A disk with an image of a release, written and read back. */
    Path disk(Release release) throws Exception {
        Image image = workshop.bake(release);
        step("baked " + image.bytes() + " bytes; sgdisk, fsck.fat and unsquashfs find no fault");
        Path disk = workshop.disk("disk.img", DISK_BYTES);
        assertThat(workshop.write(WriteRequest.of(image.path(), disk)).verified())
                .isTrue();
        return disk;
    }

    /** The one machine that nobody knows yet. */
    Node discovered(VirtualMachine machine) {
        Node node = Awaitility.await("the node's beacon")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("the machine stopped", () -> !machine.isRunning())
                .until(() -> cairn.listNodes().discovered(), nodes -> !nodes.isEmpty())
                .getFirst();
        step("discovered " + node.id() + " with host key " + node.hostKey());
        return node;
    }

    /** Gives a discovered machine to a site and waits until its Kubernetes is ready. */
    Site activated(NodeId node) {
        Site site = cairn.addSite().run(NewSite.named("Ridge"));
        cairn.assignNode().run(node, site.id(), Role.SERVER, "ridge-1");
        becomesActive(site);
        assertThat(report().slot()).isEqualTo("a");
        step("active in slot A; facts: " + node().facts());
        return site;
    }

    void becomesActive(Site site) {
        Awaitility.await("the node is active")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(3))
                .ignoreExceptions()
                .until(() -> {
                    // A machine that is still booting may not answer in time; then there is no report yet.
                    sync(site);
                    return report().state().equals("active");
                });
    }

    void commits(Site site, Release release, String slot) {
        cairn.desireRelease().run(site.id(), release);
        NodeSyncResult result = sync(site);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.COMMITTED);
        assertThat(result.slotAfter()).isEqualTo(slot);
        assertThat(report().release()).isEqualTo(release.digest().hex());
        step("committed " + release.label() + " in slot " + slot + ", " + result.pushedBytes() + " bytes pushed");
    }

    /** The site wants a release that is no good; the node ends where it was. */
    void fallsBack(Site site, Release bad, Release good, String why) {
        String slot = report().slot();
        cairn.desireRelease().run(site.id(), bad);
        NodeSyncResult result = sync(site);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(NodeSyncResult.Outcome.ROLLED_BACK);
        assertThat(result.slotAfter()).isEqualTo(slot);
        assertThat(report().release()).isEqualTo(good.digest().hex());
        step("fell back from " + why + ": "
                + Objects.requireNonNull(result.problem()).arguments());
        cairn.desireRelease().run(site.id(), good);
    }

    /** Waits for an answer from another start of the machine than this one. */
    void answersAgain(Site site, String boot) {
        Awaitility.await("back")
                .atMost(BOOT)
                .pollInterval(Duration.ofSeconds(3))
                .ignoreExceptions()
                .until(() -> {
                    sync(site);
                    return !report().bootId().equals(boot);
                });
    }

    NodeSyncResult sync(Site site) {
        return cairn.syncSite()
                .start(List.of(site.id()))
                .await()
                .getFirst()
                .nodes()
                .getFirst();
    }

    /** The only node. */
    Node node() {
        List<Node> all = cairn.listNodes().all();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    NodeReport report() {
        return Objects.requireNonNull(node().report(), "the node has reported");
    }

    void step(String what) {
        System.out.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(), what);
    }

    @Override
    public void close() {
        cairn.close();
    }
}
