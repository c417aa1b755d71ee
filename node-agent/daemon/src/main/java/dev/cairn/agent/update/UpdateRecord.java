package dev.cairn.agent.update;

import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about updates that survives a power cut. Immutable.
 *
 * @param target null exactly in phase IDLE
 * @param failed bundles that fell back or were unhealthy here, with the reason
 * @param decidedSequence orders up to this one need no further look
 * @param floor releases with a lower number are refused; raised by commits alone; null stands for 0
 * @param history the newest updates that ended, oldest first, with shortened reasons; null in records of older agents
 * @param failedTrial the last trial that fell back; null for none
 */
public record UpdateRecord(
        UpdatePhase phase,
        @Nullable UpdateTarget target,
        @Nullable UpdateResult lastResult,
        Map<String, String> failed,
        long decidedSequence,
        @Nullable Long floor,
        @Nullable List<UpdateResult> history,
        @Nullable FailedTrial failedTrial) {
    /** So many ended updates are kept. */
    static final int MOST_ENDED = 16;

    /** The status carries all reasons, and is asked for often. */
    static final int MOST_REASON = 400;

    /** Checks the phase against the target and copies the collections. */
    public UpdateRecord {
        if ((target == null) != (phase == UpdatePhase.IDLE)) {
            throw new IllegalArgumentException("a target is there in every phase but IDLE");
        }
        failed = Map.copyOf(failed);
        history = history == null ? null : List.copyOf(history);
    }

    static UpdateRecord fresh() {
        return new UpdateRecord(UpdatePhase.IDLE, null, null, Map.of(), 0, null, null, null);
    }

    UpdateRecord at(UpdatePhase next, UpdateTarget nextTarget) {
        return new UpdateRecord(next, nextTarget, lastResult, failed, decidedSequence, floor, history, failedTrial);
    }

    UpdateRecord decided(long sequence) {
        return new UpdateRecord(
                phase, target, lastResult, failed, Math.max(decidedSequence, sequence), floor, history, failedTrial);
    }

    /** The lowest number of a release that may be ordered. */
    public long lowest() {
        return floor == null ? 0 : floor;
    }

    /** The same with at least this floor. */
    UpdateRecord raised(@Nullable Long committed) {
        return committed == null || committed <= lowest()
                ? this
                : new UpdateRecord(phase, target, lastResult, failed, decidedSequence, committed, history, failedTrial);
    }

    UpdateRecord ended(@Nullable UpdateResult result, boolean remember, long sequence) {
        Map<String, String> nowFailed = new TreeMap<>(failed);
        if (result != null && remember) {
            nowFailed.put(result.bundleDigest(), result.reason());
        } else if (result != null) {
            nowFailed.remove(result.bundleDigest());
        }
        return new UpdateRecord(
                UpdatePhase.IDLE,
                null,
                result == null ? lastResult : result,
                nowFailed,
                Math.max(decidedSequence, sequence),
                floor,
                result == null ? history : historyWith(result),
                failedTrial);
    }

    /** The same with this as the last trial that fell back. */
    UpdateRecord fellBack(FailedTrial trial) {
        return new UpdateRecord(phase, target, lastResult, failed, decidedSequence, floor, history, trial);
    }

    /** The newest updates that ended, oldest first; an older agent left the last one alone. */
    public List<UpdateResult> endedUpdates() {
        if (history != null) {
            return history;
        }
        return lastResult == null ? List.of() : List.of(lastResult);
    }

    private List<UpdateResult> historyWith(UpdateResult result) {
        List<UpdateResult> all = new ArrayList<>(endedUpdates());
        String reason = result.reason();
        all.add(reason.length() <= MOST_REASON ? result : result.because(reason.substring(0, MOST_REASON)));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_ENDED), all.size()));
    }
}
