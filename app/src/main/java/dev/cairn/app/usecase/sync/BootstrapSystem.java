package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.RecoveryAction;
import dev.cairn.protocol.RecoveryOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of a node into its bootstrap system, the orders that it takes there, and how it is known afterwards. Safe for many threads. */
final class BootstrapSystem {
    private static final Duration ORDER_LIFE = Duration.ofDays(1);

    private final ReflashNode.Parts parts;

    BootstrapSystem(ReflashNode.Parts parts) {
        this.parts = parts;
    }

    RecoveryTrip trip(JobControl control, String label) {
        return new RecoveryTrip(parts.visit(), parts.times(), parts.clock(), control, label);
    }

    /** Sends the node there unless it is there already. */
    void enter(NodeId id, RecoveryTrip trip) {
        Set<String> left = new HashSet<>();
        trip.go(() -> id, link -> {
            // The hardware is asked for here, too: by it a machine whose data is erased is known again.
            NodeReport report = parts.visit().hear(id, link);
            if (report.runsBootstrap()) {
                return true;
            }
            if (left.add(report.bootId())) {
                trip.at("goes into its bootstrap system");
                link.bootstrap();
            }
            return false;
        });
    }

    /** Orders something for this run alone; {@code write} is null unless a release is to be written. */
    void order(Fleet fleet, NodeId id, RecoveryAction action, @Nullable Write write, NodeLink link) {
        NodeReport report = parts.visit().report(id, link);
        if (!report.runsBootstrap()) {
            throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "recover", id, "reason", "it restarted");
        }
        Instant now = parts.clock().instant();
        link.recovery()
                .order(parts.signing()
                        .envelope(
                                fleet,
                                new RecoveryOrder(
                                        RecoveryOrder.FORMAT,
                                        new FleetId(fleet.id()),
                                        new dev.cairn.protocol.NodeId(id.value()),
                                        report.bootId(),
                                        action,
                                        write == null ? null : write.bundle(),
                                        write == null ? null : write.release(),
                                        write == null ? null : write.number(),
                                        write != null && write.wipe(),
                                        now.toEpochMilli(),
                                        now.plus(ORDER_LIFE).toEpochMilli())));
    }

    /** What an order to write names. */
    record Write(String bundle, String release, long number, boolean wipe) {}

    /**
     * Waits until a machine whose data was erased is heard under its new id; under the old one nobody answers any more. One of no site is
     * not known again, and {@code before} is answered at once.
     */
    NodeId awaitNewId(Node before, RecoveryTrip trip) {
        if (before.site() == null) {
            return before.id();
        }
        trip.await(() -> {
            parts.newNodes().all();
            return !current(before).equals(before.id());
        });
        return current(before);
    }

    /** The id under which the machine of this record is known now. */
    NodeId current(Node before) {
        if (parts.nodes().find(before.id()).isPresent()) {
            return before.id();
        }
        SiteId site = Objects.requireNonNull(before.site(), "only nodes of a site are known again");
        return parts.nodes().ofSite(site).stream()
                .filter(node -> Objects.equals(node.hostName(), before.hostName()))
                .map(Node::id)
                .findFirst()
                .orElse(before.id());
    }
}
