package dev.cairn.agent.update;

import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
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
 */
public record UpdateRecord(
        UpdatePhase phase,
        @Nullable UpdateTarget target,
        @Nullable UpdateResult lastResult,
        Map<String, String> failed,
        long decidedSequence,
        @Nullable Long floor) {
    /** Checks the phase against the target and copies the map. */
    public UpdateRecord {
        if ((target == null) != (phase == UpdatePhase.IDLE)) {
            throw new IllegalArgumentException("a target is there in every phase but IDLE");
        }
        failed = Map.copyOf(failed);
    }

    static UpdateRecord fresh() {
        return new UpdateRecord(UpdatePhase.IDLE, null, null, Map.of(), 0, null);
    }

    UpdateRecord at(UpdatePhase next, UpdateTarget nextTarget) {
        return new UpdateRecord(next, nextTarget, lastResult, failed, decidedSequence, floor);
    }

    UpdateRecord decided(long sequence) {
        return new UpdateRecord(phase, target, lastResult, failed, Math.max(decidedSequence, sequence), floor);
    }

    /** The lowest number of a release that may be ordered. */
    public long lowest() {
        return floor == null ? 0 : floor;
    }

    /** The same with at least this floor. */
    UpdateRecord raised(@Nullable Long committed) {
        return committed == null || committed <= lowest()
                ? this
                : new UpdateRecord(phase, target, lastResult, failed, decidedSequence, committed);
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
                floor);
    }
}
