package dev.cairn.agent.update;

import dev.cairn.agent.health.HealthCheck;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.protocol.NodeProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches a trial: it must come through the firmware, become healthy within its window and then stay healthy for the soak. Every
 * time here is the machine's uptime, since the wall clock may jump. Used by the update's lane.
 */
final class TrialWatch {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SAVED_EVERY = Duration.ofSeconds(5);

    /** A lane that slept through more than this was not looking. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    /** Window and soak must end before cairn-trial-guard.timer does, 20 min after the boot, or no verdict would ever be reached. */
    private static final Duration MOST_WINDOW = Duration.ofMinutes(13);

    private static final Duration LEAST_SOAK = Duration.ofSeconds(1);
    private static final int PART_OF_THE_WINDOW = 3;
    private static final int IN_A_ROW = 3;
    private static final int MOST_STARTS = 5;

    private final UpdateMachine.Parts parts;
    private Duration windowEnds = Duration.ZERO;
    private Duration lastLook = Duration.ZERO;
    private Duration healthyFor = Duration.ZERO;
    private int healthyInARow;
    private int sickInARow;
    private boolean becameHealthy;

    TrialWatch(UpdateMachine.Parts parts) {
        this.parts = parts;
    }

    sealed interface Look {
        record Wait(Duration pause) implements Look {}

        /** Still waiting, and the time so far is worth saving. */
        record Soaked(Duration healthyFor, Duration pause) implements Look {}

        record Good() implements Look {}

        record Bad(String reason) implements Look {}

        /** The slot runs, but not because the loader chose its entry: by kexec, or a restart of the user space alone. */
        record NotFromFirmware() implements Look {}
    }

    /** Begins anew in this start of the agent, with what earlier boots of the trial soaked already. */
    void open(UpdateTarget target) {
        lastLook = uptime();
        windowEnds = lastLook.plus(window(target));
        healthyFor = target.soaked();
        healthyInARow = 0;
        sickInARow = 0;
        becameHealthy = false;
    }

    /** How long a trial has to stay healthy: a third of the time that it may take to become so. */
    static Duration soak(UpdateTarget target) {
        Duration part = window(target).dividedBy(PART_OF_THE_WINDOW);
        return part.compareTo(LEAST_SOAK) < 0 ? LEAST_SOAK : part;
    }

    private static Duration window(UpdateTarget target) {
        Duration ordered = Duration.ofSeconds(target.healthWindowSeconds());
        return ordered.compareTo(MOST_WINDOW) > 0 ? MOST_WINDOW : ordered;
    }

    Look look(UpdateTarget target) {
        if (!target.reason().isEmpty()) {
            return new Look.Bad(target.reason());
        }
        if (target.trialStarts() > MOST_STARTS) {
            return bad("the agent started " + target.trialStarts() + " times without coming to a verdict");
        }
        if (parts.machine().agentHung()) {
            return bad("its agent hung, and the watchdog had to start it again");
        }
        Duration now = uptime();
        Duration since = now.minus(lastLook);
        lastLook = now;
        return switch (verdict(target)) {
            case HealthCheck.Verdict.Healthy healthy -> healthy(target, since);
            case HealthCheck.Verdict.NotYet notYet -> sick(notYet.reason(), now);
        };
    }

    private Look healthy(UpdateTarget target, Duration since) {
        sickInARow = 0;
        healthyInARow++;
        if (healthyInARow < IN_A_ROW) {
            return new Look.Wait(POLL);
        }
        if (!becameHealthy) {
            becameHealthy = true;
            return cameThroughFirmware(target);
        }
        if (!since.isNegative()) {
            healthyFor = healthyFor.plus(since.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : since);
        }
        if (healthyFor.compareTo(soak(target)) >= 0) {
            return new Look.Good();
        }
        boolean worthSaving = healthyFor.minus(target.soaked()).compareTo(SAVED_EVERY) >= 0;
        return worthSaving ? new Look.Soaked(healthyFor, POLL) : new Look.Wait(POLL);
    }

    private Look sick(String reason, Duration now) {
        healthyInARow = 0;
        sickInARow++;
        if (becameHealthy && sickInARow >= IN_A_ROW) {
            return bad("it became healthy and did not stay so: " + reason);
        }
        return becameHealthy || now.compareTo(windowEnds) < 0 ? new Look.Wait(POLL) : bad(reason);
    }

    /** The loader counts each start of an entry on trial, and nothing but the loader does. */
    private Look cameThroughFirmware(UpdateTarget target) {
        try {
            Optional<LoaderEntry> entry = parts.entries().of(target.to());
            boolean chosen = entry.filter(
                            found -> found.triesDone() > 0 || found.triesLeft().isEmpty())
                    .isPresent();
            boolean sameBoot = parts.machine().bootId().equals(target.bootId());
            return chosen && !sameBoot ? new Look.Wait(POLL) : new Look.NotFromFirmware();
        } catch (IOException unreadable) {
            becameHealthy = false;
            return sick("the boot partition cannot be read: " + unreadable.getMessage(), lastLook);
        }
    }

    /** A check that breaks is a check that is not passed; it must not keep the trial from its end. */
    private HealthCheck.Verdict verdict(UpdateTarget target) {
        try {
            return parts.health().judge(target.kubernetesWasReady());
        } catch (RuntimeException broken) {
            return new HealthCheck.Verdict.NotYet("the health check failed: " + broken.getMessage());
        }
    }

    private Duration uptime() {
        return Duration.ofMillis(parts.machine().uptimeMs());
    }

    private static Look.Bad bad(String reason) {
        return new Look.Bad(NodeProblem.UPDATE_UNHEALTHY.code() + ": " + reason);
    }
}
