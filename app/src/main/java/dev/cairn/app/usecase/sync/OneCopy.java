package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.Lacking;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.PartControl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings a bundle, and the content beside it, into a site once: one node is sent what it lacks, the others fetch it from their neighbours. A node that gets nothing from them for a
 * while is left to be sent the rest by hand. Safe for use by many threads.
 */
final class OneCopy {
    private final NodeVisit visit;
    private final NodePush push;
    private final Lanes lanes;
    private final SyncTimes times;
    private final InstantSource clock;

    OneCopy(NodeVisit visit, NodePush push, Lanes lanes, SyncTimes times, InstantSource clock) {
        this.visit = visit;
        this.push = push;
        this.lanes = lanes;
        this.times = times;
        this.clock = clock;
    }

    /**
     * What a node has of bundle and content then.
     *
     * @param whole false where something is still to be sent, or nobody knows
     */
    record Copy(long sent, long fromNeighbours, boolean whole) {
        static final Copy NONE = new Copy(0, 0, false);
    }

    /** {@code nodes} in the order in which to try to send to one; nothing is done for one alone. */
    Map<NodeId, Copy> run(List<NodeId> nodes, Site site, BundleChunks chunks, JobControl control) {
        if (nodes.size() < 2) {
            return Map.of();
        }
        for (NodeId node : nodes) {
            Optional<Copy> seed = seed(node, site, chunks, control);
            if (seed.isPresent()) {
                List<NodeId> others =
                        nodes.stream().filter(other -> !other.equals(node)).toList();
                Map<NodeId, Copy> copies = new HashMap<>(Map.of(node, seed.get()));
                List<Copy> awaited = lanes.each(
                        others,
                        other -> "neighbours " + visit.known(other).label(),
                        other -> await(other, site, chunks, control));
                for (int i = 0; i < others.size(); i++) {
                    copies.put(others.get(i), awaited.get(i));
                }
                return copies;
            }
        }
        return Map.of();
    }

    private Optional<Copy> seed(NodeId node, Site site, BundleChunks chunks, JobControl job) {
        String label = visit.known(node).label();
        job.log(label + ": is sent the site's copy");
        return lanes.in(node, () -> {
            try (PartControl control = job.about(node.value())) {
                NodePush.Sent sent = push.run(node, site, chunks, control);
                return Optional.of(new Copy(sent.bytes(), sent.fromNeighbours(), true));
            } catch (ProblemException e) {
                passOver(e, label, job);
                return Optional.empty();
            }
        });
    }

    private Copy await(NodeId node, Site site, BundleChunks chunks, JobControl job) {
        try (PartControl control = job.about(node.value())) {
            return whatItGets(node, site, chunks, control);
        }
    }

    private Copy whatItGets(NodeId node, Site site, BundleChunks chunks, JobControl control) {
        long fromNeighbours = 0;
        for (Digest manifest : chunks.manifests()) {
            Optional<Lacking> nothing = untilWhole(node, site, manifest, control);
            if (nothing.isEmpty()) {
                return Copy.NONE;
            }
            fromNeighbours = nothing.get().fromNeighbours();
        }
        return new Copy(0, fromNeighbours, true);
    }

    /** What the node tells when it has all of it; nothing when it does not get on. */
    private Optional<Lacking> untilWhole(NodeId node, Site site, Digest manifest, JobControl control) {
        String label = visit.known(node).label();
        long least = Long.MAX_VALUE;
        Instant until = clock.instant().plus(times.neighbourPatience());
        while (clock.instant().isBefore(until)) {
            control.check();
            try (NodeLink link = visit.connect(node, site)) {
                while (clock.instant().isBefore(until)) {
                    control.check();
                    Lacking lacking = link.missingChunks(manifest);
                    if (lacking.isNothing()) {
                        return Optional.of(lacking);
                    }
                    long progress = lacking.bytes() == 0 ? Long.MAX_VALUE - 1 : lacking.bytes();
                    if (progress < least) {
                        least = progress;
                        until = clock.instant().plus(times.neighbourPatience());
                        tell(label, lacking, control);
                    }
                    Pause.about(times.pollEvery());
                }
            } catch (ProblemException e) {
                if (!UpdateNode.isAbsence(e.problem())) {
                    passOver(e, label, control);
                    return Optional.empty();
                }
                Pause.about(times.pollEvery());
            }
        }
        return Optional.empty();
    }

    private void tell(String label, Lacking lacking, JobControl control) {
        String from = lacking.receivedFrom().keySet().stream()
                .filter(sender -> !sender.equals(Lacking.LAPTOP))
                .map(this::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!from.isEmpty()) {
            control.doing(label + ": " + lacking.chunks().size() + " chunks to come, so far from " + from);
        }
    }

    private String name(String sender) {
        try {
            return visit.known(new NodeId(sender)).label();
        } catch (ProblemException notANode) {
            return sender;
        }
    }

    /** What goes wrong here is told when the node's own turn comes. */
    private static void passOver(ProblemException e, String label, JobControl control) {
        if (e.problem().is(AppProblem.CANCELLED)) {
            throw e;
        }
        control.log(label + ": " + e.problem().code());
    }
}
