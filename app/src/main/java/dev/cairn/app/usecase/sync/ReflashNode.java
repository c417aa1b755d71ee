package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.job.PartControl;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.RecoveryAction;
import dev.cairn.protocol.RecoveryPhase;
import dev.cairn.protocol.RecoveryStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a node into its bootstrap system, and from there writes a release over whatever its slots hold: bootstrap, write, read back,
 * restart. A trip that broke off goes on where it was when it is started again. Safe for use by many threads.
 */
public final class ReflashNode {
    /** Chunks, of 64 KiB as a rule, are sent in portions, so that each command ends in time and progress survives a broken line. */
    private static final int PORTION = 512;

    private static final int MOST_FAILURES = 2;

    private final Parts parts;
    private final BootstrapSystem system;

    /** What it works with; made by {@link SyncSite}, whose lanes it shares. */
    record Parts(
            Jobs jobs,
            InitFleet fleet,
            NodeRepository nodes,
            BuildBundle bundles,
            FleetSigning signing,
            NodeVisit visit,
            HearNewNodes newNodes,
            Lanes lanes,
            ActivityLog activity,
            InstantSource clock,
            SyncTimes times) {}

    ReflashNode(Parts parts) {
        this.parts = parts;
        this.system = new BootstrapSystem(parts);
    }

    /** Sends a running node into its bootstrap system and waits until it is there. */
    public Job<Node> bootstrap(NodeId id) {
        parts.signing().requireOpen("bootstrap");
        String label = parts.visit().known(id).label();
        return parts.jobs()
                .start(
                        "Bootstrap " + label,
                        job -> parts.lanes().in(id, () -> {
                            try (PartControl control = job.about(id.value())) {
                                system.enter(id, system.trip(control, label));
                                return parts.visit().known(id);
                            }
                        }));
    }

    /** The whole trip; answers with the node as it reported from its slot. */
    public Job<Node> start(ReflashRequest request) {
        parts.signing().requireOpen("reflash");
        Fleet fleet = parts.fleet().required();
        String label = parts.visit().known(request.node()).label();
        return parts.jobs()
                .start(
                        "Reflash " + label,
                        job -> parts.lanes().in(request.node(), () -> {
                            try (PartControl control = job.about(request.node().value())) {
                                return run(fleet, request, control);
                            }
                        }));
    }

    private Node run(Fleet fleet, ReflashRequest request, JobControl control) {
        NodeId id = request.node();
        String label = parts.visit().known(id).label();
        BundleChunks chunks = new BundleChunks(parts.bundles().run(request.release(), null, control), List.of());
        requireSame(request.image(), chunks);
        RecoveryTrip trip = system.trip(control, label);
        system.enter(id, trip);
        parts.activity()
                .add(
                        "node.reflash-begun",
                        label,
                        "node",
                        id,
                        "release",
                        request.release().label(),
                        "wipe",
                        request.wipe());
        write(fleet, request, chunks, trip, control, label);
        Node back = back(request, trip);
        parts.activity()
                .add(
                        "node.reflashed",
                        back.label(),
                        "node",
                        back.id(),
                        "release",
                        request.release().label(),
                        "wipe",
                        request.wipe());
        return back;
    }

    private void write(
            Fleet fleet,
            ReflashRequest request,
            BundleChunks chunks,
            RecoveryTrip trip,
            JobControl control,
            String label) {
        NodeId id = request.node();
        int[] failures = {0};
        trip.go(() -> id, link -> {
            RecoveryStatus status = link.recovery().status();
            boolean ours = chunks.digest().hex().equals(status.bundleDigest());
            RecoveryPhase phase = ours ? status.phase() : RecoveryPhase.IDLE;
            switch (phase) {
                case IDLE -> order(fleet, request, chunks, link);
                case FAILED -> {
                    if (failures[0]++ >= MOST_FAILURES) {
                        throw failed(status, label);
                    }
                    order(fleet, request, chunks, link);
                }
                case MANIFEST -> link.recovery().put(link.recovery().missing(), chunks, sent -> {});
                case SCAN -> trip.at("looks what is on its disk already");
                case RECEIVE -> send(chunks, link, trip, control, label);
                case VERIFY -> trip.at("reads back what was written");
                case DONE -> {
                    trip.at("restarts");
                    link.reboot();
                    return true;
                }
            }
            return false;
        });
    }

    private static void send(BundleChunks chunks, NodeLink link, RecoveryTrip trip, JobControl control, String label) {
        List<ChunkRef> missing = link.recovery().missing();
        if (missing.isEmpty()) {
            link.recovery().finish();
            return;
        }
        trip.at("is sent " + missing.size() + " chunks");
        long bytes = missing.stream().mapToLong(ChunkRef::bytes).sum();
        control.begin(label + ": writes " + missing.size() + " chunks", bytes, JobUnit.BYTES);
        for (int from = 0; from < missing.size(); from += PORTION) {
            List<ChunkRef> portion = List.copyOf(missing.subList(from, Math.min(from + PORTION, missing.size())));
            link.recovery().put(portion, chunks, control::advance);
        }
    }

    private void order(Fleet fleet, ReflashRequest request, BundleChunks chunks, NodeLink link) {
        system.order(
                fleet,
                request.node(),
                RecoveryAction.WRITE,
                new BootstrapSystem.Write(
                        chunks.digest().hex(),
                        request.release().digest().hex(),
                        request.release().number(),
                        request.wipe()),
                link);
    }

    /** Waits for the node in its new slot; one whose data was erased comes back under a new id, and is known by its hardware. */
    private Node back(ReflashRequest request, RecoveryTrip trip) {
        Node before = parts.visit().known(request.node());
        if (request.wipe() && before.site() == null) {
            return before;
        }
        AtomicReference<@Nullable Node> found = new AtomicReference<>();
        trip.at("is awaited");
        if (request.wipe()) {
            var unused = system.awaitNewId(before, trip);
        }
        trip.go(() -> system.current(before), link -> {
            NodeId id = system.current(before);
            NodeReport report = parts.visit().report(id, link);
            boolean runs = report.release().equals(request.release().digest().hex());
            if (runs) {
                found.set(parts.visit().known(id));
            }
            return runs;
        });
        return Objects.requireNonNull(found.get(), "the trip ended with the node");
    }

    private static void requireSame(@Nullable Image image, BundleChunks chunks) {
        if (image == null) {
            return;
        }
        SlotManifest baked = Translation.of(() -> new ImageInspector().inspect(image.path()))
                .slots()
                .get("a");
        if (baked == null || !Sha256.of(baked.toJson()).equals(chunks.digest().hex())) {
            throw ProblemException.of(AppProblem.REFLASH_IMAGE_DIFFERS, "reflash", image.path());
        }
    }

    private static ProblemException failed(RecoveryStatus status, String label) {
        return Translation.of(new ProtocolException(
                Objects.requireNonNull(status.problem(), "what failed says why"),
                "reflash",
                label,
                status.arguments()));
    }
}
