package dev.cairn.agent.k3s;

import dev.cairn.agent.content.ContentDriver;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.content.PlacedItems;
import dev.cairn.agent.k3s.K3sObjects.SiteNode;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentType;
import dev.cairn.protocol.NodeProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content under a k3s that runs: images are imported into its containerd, and one server rolls the charts once all nodes have them. Nodes
 * tell each other how far they are by annotations of their node objects. One lane calls it.
 */
public final class K3sContentDriver implements ContentDriver, PlacedItems {
    private static final Logger LOG = LoggerFactory.getLogger(K3sContentDriver.class);

    /** How long a chart may take to get well. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A snapshot for the same content that is older was for an earlier try. */
    private static final Duration SAME_ROLL = Duration.ofHours(6);

    private static final String DONE = " done";
    private static final String FAILED = " failed ";

    private final K3sFiles files;
    private final K3sContent places;
    private final K3sCommand k3s;
    private final K3sService service;
    private final K3sObjects objects;
    private final ChartRoll roll;
    private final K3sSnapshots snapshots;
    private String keptBefore = "";

    /** For k3s below a root. */
    public K3sContentDriver(K3sFiles files, Commands commands) {
        // Counts on when people set the clock.
        this(files, commands, () -> System.nanoTime() / 1_000_000, PATIENCE);
    }

    K3sContentDriver(K3sFiles files, Commands commands, LongSupplier ticks, Duration patience) {
        this.files = files;
        this.places = new K3sContent(files);
        this.k3s = new K3sCommand(files, commands);
        this.service = new K3sService(files, commands);
        this.objects = new K3sObjects(files, k3s);
        this.roll = new ChartRoll(places, objects, ticks, patience);
        this.snapshots = new K3sSnapshots(files, commands);
    }

    @Override
    public Optional<Path> of(ContentItem item) {
        return item.type() == ContentType.IMAGES
                ? Optional.of(files.images().resolve(K3sContent.imageFile(item)))
                : Optional.empty();
    }

    /** Where k3s was never started it imports them at its start, and nobody waits for this node. */
    @Override
    public void bringImages(NodeContent content) throws IOException {
        places.addImages(content);
        if (setup() == Setup.NONE) {
            return;
        }
        if (!service.isRunning()) {
            throw new IOException(K3sService.UNIT + " does not run");
        }
        for (ContentItem item : content.manifest().items()) {
            Path imported = files.imported().resolve(item.sha256());
            if (item.type() == ContentType.IMAGES && !Files.exists(imported)) {
                k3s.importImages(files.images().resolve(K3sContent.imageFile(item)));
                Files.createDirectories(files.imported());
                Files.writeString(imported, "");
            }
        }
        // First what an earlier try of this content ended with, so that nobody takes it for this one's.
        objects.say(nodeName(), K3sObjects.ROLLED, "");
        objects.say(nodeName(), K3sObjects.CONTENT, content.digest());
    }

    @Override
    public Rolled roll(NodeContent content, Optional<NodeContent> before) throws IOException {
        Setup setup = setup();
        if (setup == Setup.NONE) {
            return new Rolled.Done();
        }
        boolean server = setup != Setup.AGENT;
        String digest = content.digest();
        List<SiteNode> ready = objects.nodes().stream().filter(SiteNode::ready).toList();
        Optional<SiteNode> without =
                ready.stream().filter(node -> !node.content().equals(digest)).findFirst();
        if (without.isPresent()) {
            return new Rolled.Underway(without.get().name() + " has not all images yet");
        }
        Optional<String> verdict = ready.stream()
                .map(SiteNode::rolled)
                .filter(said -> said.startsWith(digest + " "))
                .findFirst();
        if (verdict.isPresent()) {
            return settled(verdict.get().substring(digest.length()), content, before, server);
        }
        Optional<SiteNode> leader = ready.stream().filter(SiteNode::server).min(Comparator.comparing(SiteNode::name));
        if (leader.isEmpty() || !leader.get().name().equals(nodeName())) {
            return new Rolled.Underway(leader.map(SiteNode::name).orElse("no server") + " rolls the charts");
        }
        keepState(digest);
        Rolled step = roll.step(content, before);
        switch (step) {
            case Rolled.Underway underway -> {}
            case Rolled.Done done -> objects.say(nodeName(), K3sObjects.ROLLED, digest + DONE);
            case Rolled.Failed failed ->
                objects.say(
                        nodeName(),
                        K3sObjects.ROLLED,
                        digest + FAILED + failed.reason().replaceAll("[|\\n]", " "));
        }
        return step instanceof Rolled.Failed ? new Rolled.Underway("tells the others") : step;
    }

    /** Helm takes back what does not get well, so a roll goes on without a snapshot; one that an earlier agent took for it is found again. */
    private void keepState(String digest) {
        if (keptBefore.equals(digest)) {
            return;
        }
        keptBefore = digest;
        String label = "content-" + digest.substring(0, 12);
        long notBefore = System.currentTimeMillis() - SAME_ROLL.toMillis();
        if (snapshots.list().stream().anyMatch(kept -> kept.name().contains(label) && kept.takenMs() > notBefore)) {
            return;
        }
        switch (snapshots.take(label)) {
            case ClusterSnapshots.Taking.Taken taken ->
                LOG.info(
                        "before the charts roll: the cluster is kept as {}",
                        taken.snapshot().name());
            case ClusterSnapshots.Taking.NotHere nothing -> {}
            case ClusterSnapshots.Taking.Unreadable unreadable -> goesOn(unreadable.reason());
            case ClusterSnapshots.Taking.Failed failed -> goesOn(failed.reason());
        }
    }

    private static void goesOn(String reason) {
        LOG.warn("{}: the charts roll without a snapshot: {}", NodeProblem.UPDATE_NO_SNAPSHOT.code(), reason);
    }

    /** Another server rolled, or this one did and told it: its own folder follows, from which k3s would else apply what was before. */
    private Rolled settled(String verdict, NodeContent content, Optional<NodeContent> before, boolean server)
            throws IOException {
        boolean done = verdict.equals(DONE);
        if (server && done) {
            places.placeManifests(content);
        } else if (server && before.isPresent()) {
            places.placeManifests(before.get());
        }
        return done ? new Rolled.Done() : new Rolled.Failed(verdict.replaceFirst("^" + FAILED, ""));
    }

    @Override
    public void tidy(NodeContent content) throws IOException {
        places.placeImages(content);
    }

    private Setup setup() throws IOException {
        return files.configText().isEmpty() ? Setup.NONE : K3sConfig.setupOf(files.configText());
    }

    private String nodeName() throws IOException {
        return K3sConfig.nodeNameOf(files.configText());
    }
}
