package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.PartControl;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Brings one node to a bundle: sends what it lacks, then follows it until it has committed or fallen back. */
final class UpdateNode {
    private final NodeVisit visit;
    private final NodePush push;
    private final SyncTimes times;
    private final InstantSource clock;

    UpdateNode(NodeVisit visit, NodePush push, SyncTimes times, InstantSource clock) {
        this.visit = visit;
        this.push = push;
        this.times = times;
        this.clock = clock;
    }

    /** How it ended. */
    record Ended(NodeReport report, long pushedBytes, long neighbourBytes, boolean committed) {}

    /** {@code past} is what failed on the node before and does not count. */
    Ended run(NodeId id, Site site, SiteTarget.Target target, OneCopy.Copy copy, PastFailure past, JobControl job) {
        try (PartControl control = job.about(id.value())) {
            return carryOut(id, site, target, copy, past, control);
        }
    }

    private Ended carryOut(
            NodeId id, Site site, SiteTarget.Target target, OneCopy.Copy copy, PastFailure past, JobControl control) {
        BundleChunks chunks = target.chunks();
        String label = visit.known(id).label();
        // A node that has all of it may have begun by itself, and be away because it restarts.
        NodePush.Sent sent =
                copy.whole() ? new NodePush.Sent(0, copy.fromNeighbours()) : push.run(id, site, chunks, control);
        control.doing(label + ": follows the update");
        Followed followed = follow(id, site, target, past, label, control);
        return new Ended(followed.report(), copy.sent() + sent.bytes(), sent.fromNeighbours(), followed.committed());
    }

    private record Followed(NodeReport report, boolean committed) {}

    private Followed follow(
            NodeId id, Site site, SiteTarget.Target target, PastFailure before, String label, JobControl control) {
        Instant until = clock.instant().plus(times.updateWithin());
        @Nullable ProblemException last = null;
        String phase = "";
        PastFailure past = before;
        while (clock.instant().isBefore(until)) {
            control.check();
            try (NodeLink link = visit.connect(id, site)) {
                link.turn(target.chunks().digest());
                while (clock.instant().isBefore(until)) {
                    control.check();
                    NodeReport report = visit.report(id, link);
                    past = past.after(report, target.chunks());
                    if (ended(report, target, past)) {
                        return new Followed(report, target.runsOn(report));
                    }
                    if (!phase(report).equals(phase)) {
                        phase = phase(report);
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
    static boolean isAbsence(Problem problem) {
        return problem.is(AppProblem.NODE_UNREACHABLE) || problem.is(AppProblem.NODE_TIMED_OUT);
    }

    private static boolean ended(NodeReport report, SiteTarget.Target target, PastFailure past) {
        return report.updatePhase().equals("idle") && (past.isOver(report, target.chunks()) || target.runsOn(report));
    }

    /** What is under way: the slot, else the content. */
    private static String phase(NodeReport report) {
        ContentReport content = report.content();
        return report.updatePhase().equals("idle") && content != null ? content.phase() : report.updatePhase();
    }
}
