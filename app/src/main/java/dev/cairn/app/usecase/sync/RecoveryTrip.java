package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.job.JobControl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One node on its way through restarts and broken lines: whatever is done to it is done again until it answers or the time is up. Used by
 * one job.
 */
final class RecoveryTrip {
    private final NodeVisit visit;
    private final SyncTimes times;
    private final InstantSource clock;
    private final JobControl control;
    private final String label;
    private final Instant until;
    private String phase = "connect";

    RecoveryTrip(NodeVisit visit, SyncTimes times, InstantSource clock, JobControl control, String label) {
        this.visit = visit;
        this.times = times;
        this.clock = clock;
        this.control = control;
        this.label = label;
        this.until = clock.instant().plus(times.updateWithin());
    }

    /** One look at the node and one act on it; true when there is nothing more to do. */
    @FunctionalInterface
    interface Step {
        boolean done(NodeLink link);
    }

    /** Acts until done. A node that restarts is away for a while; that is no failure. */
    void go(Supplier<NodeId> node, Step step) {
        @Nullable ProblemException last = null;
        while (clock.instant().isBefore(until)) {
            control.check();
            try (NodeLink link = visit.connect(node.get())) {
                while (clock.instant().isBefore(until)) {
                    control.check();
                    if (step.done(link)) {
                        return;
                    }
                    Pause.about(times.pollEvery());
                }
            } catch (ProblemException e) {
                if (!UpdateNode.isAbsence(e.problem())) {
                    throw e;
                }
                last = e;
                Pause.about(times.pollEvery());
            }
        }
        throw timedOut(last);
    }

    /** Waits for something that the node does by itself. */
    void await(BooleanSupplier happened) {
        while (!happened.getAsBoolean()) {
            control.check();
            if (!clock.instant().isBefore(until)) {
                throw timedOut(null);
            }
            Pause.about(times.pollEvery());
        }
    }

    /** Says what is being done, once for each thing. */
    void at(String next) {
        if (!next.equals(phase)) {
            phase = next;
            control.doing(label + ": " + next);
        }
    }

    private ProblemException timedOut(@Nullable ProblemException last) {
        return new ProblemException(
                Problem.of(
                        AppProblem.REFLASH_TIMED_OUT,
                        "reflash",
                        label,
                        "phase",
                        phase,
                        "minutes",
                        times.updateWithin().toMinutes()),
                last);
    }
}
