package dev.cairn.agent.update;

import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.BootLogs;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.TrialLogState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the last boot of the last failed trial logged, so that it outlives the journal, for whoever asks why it fell back. It only
 * looks back, and nothing of an update waits for it. One lane takes the turns; {@link #answer} may be called from any thread.
 */
public final class TrialLogs {
    private static final Logger LOG = LoggerFactory.getLogger(TrialLogs.class);
    private static final String FILE = "failed-trial.json";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 3;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int MOST_WAITS = 40;

    /** A trial has three tries, and the power may have failed in some. */
    private static final int MOST_BOOTS = 8;

    private final Supplier<UpdateRecord> record;
    private final BootLogs logs;
    private final StateFolder state;
    private final Machine machine;
    private volatile @Nullable Kept kept;
    private boolean read;
    private int looks;

    /** Nothing is read before the first turn. */
    public TrialLogs(Supplier<UpdateRecord> record, BootLogs logs, StateFolder state, Machine machine) {
        this.record = record;
        this.logs = logs;
        this.state = state;
        this.machine = machine;
    }

    /** As it is saved; boot and text are null exactly if nothing was found. */
    record Kept(
            FailedTrial trial,
            TrialLogState state,
            @Nullable String boot,
            @Nullable String text,
            boolean cut) {
        static Kept nothing(FailedTrial trial, TrialLogState why) {
            return new Kept(trial, why, null, null, false);
        }
    }

    /** Looks for the log of a trial that failed since the last look; says when to come again. */
    public Duration turn() {
        if (!read) {
            kept = state.readJsonOfAnyVersion(FILE, Kept.class).orElse(null);
            read = true;
        }
        FailedTrial trial = record.get().failedTrial();
        if (trial == null || isKept(trial) || machine.runsBootstrap()) {
            return SOON;
        }
        try {
            keep(look(trial));
        } catch (IOException unreadable) {
            LOG.warn("what the failed trial logged cannot be read: {}", unreadable.getMessage());
            if (++looks < MOST_LOOKS) {
                return LATER;
            }
            keep(Kept.nothing(trial, TrialLogState.UNREADABLE));
        }
        looks = 0;
        return SOON;
    }

    /** What there is of the last failed trial; waits some seconds while it is being looked for, since laptops ask as soon as a node is up. */
    public Answers.TrialLog answer() {
        Answers.TrialLog now = now();
        for (int waits = 0; isLookedFor(now) && waits < MOST_WAITS && Lane.pause(WAIT); waits++) {
            now = now();
        }
        return now;
    }

    private boolean isLookedFor(Answers.TrialLog now) {
        return now.state() == TrialLogState.NOT_YET && !machine.runsBootstrap();
    }

    /** What there is at this moment. */
    Answers.TrialLog now() {
        FailedTrial trial = record.get().failedTrial();
        if (trial == null) {
            return new Answers.TrialLog(TrialLogState.NO_TRIAL, null, 0, null, null, null, false);
        }
        Kept now = kept;
        return now != null && now.trial().equals(trial)
                ? answer(trial, now)
                : answer(trial, Kept.nothing(trial, TrialLogState.NOT_YET));
    }

    private static Answers.TrialLog answer(FailedTrial trial, Kept kept) {
        return new Answers.TrialLog(
                kept.state(), trial.bundleDigest(), trial.atMs(), trial.slot(), kept.boot(), kept.text(), kept.cut());
    }

    private boolean isKept(FailedTrial trial) {
        Kept now = kept;
        return now != null && now.trial().equals(trial);
    }

    private Kept look(FailedTrial trial) throws IOException {
        List<String> boots = logs.boots();
        int since = Math.max(0, boots.indexOf(plain(trial.sinceBoot())));
        String present = plain(machine.bootId());
        List<String> candidates = boots.subList(since, boots.size()).reversed().stream()
                .filter(boot -> !boot.equals(present))
                .limit(MOST_BOOTS)
                .toList();
        // The kernel writes its command line at the beginning of each boot; a space follows the slot in it, or b would
        // be bootstrap, too.
        String mark = "cairn.slot=" + trial.slot().word() + " ";
        for (String boot : candidates) {
            BootLogs.BootLog log = logs.read(boot, mark);
            if (log.marked()) {
                return new Kept(trial, TrialLogState.KEPT, boot, log.text(), log.cut());
            }
        }
        return Kept.nothing(trial, TrialLogState.NOTHING_WRITTEN);
    }

    private void keep(Kept found) {
        kept = found;
        LOG.info(
                "log of the failed trial in slot {}: {}",
                found.trial().slot().word(),
                found.state().word());
        try {
            state.writeJson(FILE, found);
        } catch (ProtocolException refused) {
            LOG.warn("the log of the failed trial stays in memory: {}", refused.getMessage());
        }
    }

    private static String plain(String bootId) {
        return bootId.replace("-", "");
    }
}
