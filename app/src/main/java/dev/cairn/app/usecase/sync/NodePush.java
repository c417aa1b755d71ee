package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.Lacking;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a node what it lacks of a bundle, and nothing else. A line that breaks is taken up again, as often as it breaks, as long as the node gets
 * on; one that is away is waited for.
 * Safe for use by many threads.
 */
final class NodePush {
    private final NodeVisit visit;
    private final SyncTimes times;
    private final InstantSource clock;

    NodePush(NodeVisit visit, SyncTimes times, InstantSource clock) {
        this.visit = visit;
        this.times = times;
        this.clock = clock;
    }

    /**
     * How it went.
     *
     * @param bytes sent, again or not
     * @param fromNeighbours bytes that the node had from its neighbours by then
     */
    record Sent(long bytes, long fromNeighbours) {}

    Sent run(NodeId id, Site site, BundleChunks chunks, JobControl control) {
        AtomicLong bytes = new AtomicLong();
        String label = visit.known(id).label();
        Optional<Instant> away = Optional.empty();
        while (true) {
            long before = bytes.get();
            try (NodeLink link = visit.connect(id, site)) {
                long fromNeighbours = push(link, chunks, label, bytes, control);
                return new Sent(bytes.get(), fromNeighbours);
            } catch (ProblemException e) {
                control.check();
                if (!UpdateNode.isAbsence(e.problem())) {
                    throw e;
                }
                Instant now = clock.instant();
                if (away.isEmpty() || bytes.get() > before) {
                    away = Optional.of(now);
                    control.log(label + ": the line broke, " + e.problem().code());
                } else if (now.isAfter(away.get().plus(times.absence()))) {
                    throw e;
                }
                Pause.about(times.pollEvery());
            }
        }
    }

    private static long push(NodeLink link, BundleChunks chunks, String label, AtomicLong bytes, JobControl control) {
        long fromNeighbours = 0;
        for (Digest manifest : chunks.manifests()) {
            fromNeighbours = push(link, manifest, chunks, label, bytes, control);
        }
        return fromNeighbours;
    }

    private static long push(
            NodeLink link, Digest manifest, BundleChunks chunks, String label, AtomicLong bytes, JobControl control) {
        // The manifest first; only with it can the node tell what it lacks.
        Lacking lacking = link.missingChunks(manifest);
        for (int round = 0; round < 3 && !lacking.isNothing(); round++) {
            List<ChunkRef> missing = lacking.chunks();
            control.begin(label + ": sends " + missing.size() + " chunks", lacking.bytes(), JobUnit.BYTES);
            chunks.send(missing, link, more -> {
                bytes.addAndGet(more);
                control.advance(more);
            });
            lacking = link.missingChunks(manifest);
        }
        return lacking.fromNeighbours();
    }
}
