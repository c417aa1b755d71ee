package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings one node to a bundle: sends what it lacks, then follows it until it has committed or fallen back. */
final class UpdateNode {
    /** Chunks, of 64 KiB as a rule, are sent in portions, so that each command ends in time and progress survives a broken line. */
    private static final int PORTION = 512;

    private final NodeVisit visit;
    private final SyncTimes times;
    private final InstantSource clock;

    UpdateNode(NodeVisit visit, SyncTimes times, InstantSource clock) {
        this.visit = visit;
        this.times = times;
        this.clock = clock;
    }

    /** How it ended. */
    record Ended(NodeReport report, long pushedBytes, boolean committed) {}

    /** Whether the last update of the node was about this bundle and did not commit. */
    static boolean failedBefore(NodeReport report, Digest bundle) {
        UpdateEnd last = report.lastUpdate();
        return last != null && last.bundle().equals(bundle.hex()) && !last.committed();
    }

    Ended run(NodeId id, Site site, BundleChunks chunks, Digest release, JobControl control) {
        long pushed;
        String label = visit.known(id).label();
        try (NodeLink link = visit.connect(id, site)) {
            pushed = push(link, chunks, label, control);
        }
        control.doing(label + ": follows the update");
        return follow(id, site, chunks.digest(), release, pushed, label, control);
    }

    private static long push(NodeLink link, BundleChunks chunks, String label, JobControl control) {
        long pushed = 0;
        // The manifest first; only with it can the node tell what it lacks.
        for (int round = 0; round < 3; round++) {
            List<ChunkRef> missing = link.missingChunks(chunks.digest());
            if (missing.isEmpty()) {
                return pushed;
            }
            long bytes = missing.stream().mapToLong(ChunkRef::bytes).sum();
            control.begin(label + ": sends " + missing.size() + " chunks", bytes, JobUnit.BYTES);
            for (int from = 0; from < missing.size(); from += PORTION) {
                List<ChunkRef> portion =
                        new ArrayList<>(missing.subList(from, Math.min(from + PORTION, missing.size())));
                link.putChunks(portion, chunks, control::advance);
            }
            pushed += bytes;
        }
        return pushed;
    }

    private Ended follow(
            NodeId id, Site site, Digest bundle, Digest release, long pushed, String label, JobControl control) {
        Instant until = clock.instant().plus(times.updateWithin());
        @Nullable ProblemException last = null;
        String phase = "";
        while (clock.instant().isBefore(until)) {
            control.check();
            try (NodeLink link = visit.connect(id, site)) {
                while (clock.instant().isBefore(until)) {
                    control.check();
                    NodeReport report = visit.report(id, link);
                    if (ended(report, bundle, release)) {
                        return new Ended(report, pushed, runs(report, release));
                    }
                    if (!report.updatePhase().equals(phase)) {
                        phase = report.updatePhase();
                        control.doing(label + ": " + phase);
                    }
                    Pause.about(times.pollEvery());
                }
            } catch (ProblemException e) {
                if (!isAbsence(e.problem())) {
                    throw e;
                }
                last = e;
                Pause.about(times.pollEvery());
            }
        }
        throw new ProblemException(
                Problem.of(
                        AppProblem.UPDATE_TIMED_OUT,
                        "update",
                        label,
                        "phase",
                        phase,
                        "minutes",
                        times.updateWithin().toMinutes()),
                last);
    }

    /** A node that restarts is away for a while; that is no failure. */
    private static boolean isAbsence(Problem problem) {
        return problem.is(AppProblem.NODE_UNREACHABLE) || problem.is(AppProblem.NODE_TIMED_OUT);
    }

    private static boolean ended(NodeReport report, Digest bundle, Digest release) {
        if (!report.updatePhase().equals("idle")) {
            return false;
        }
        return failedBefore(report, bundle) || runs(report, release);
    }

    private static boolean runs(NodeReport report, Digest release) {
        return report.release().equals(release.hex()) && !report.trial();
    }
}
