package dev.cairn.agent.content;

import dev.cairn.protocol.ContentPhase;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about changes of the content that survives a power cut. Immutable.
 *
 * @param target the content under way; null exactly in phase IDLE
 * @param current the content that an order brought; null for that of the content partition
 * @param failed contents that failed here, with the reason
 * @param lastFailed the one that failed last, null if none did
 * @param retriedBy the newest order by which one that had failed was begun again; null for none
 */
public record ContentRecord(
        ContentPhase phase,
        @Nullable String target,
        @Nullable String current,
        Map<String, String> failed,
        @Nullable String lastFailed,
        @Nullable Long retriedBy) {
    /** Checks the phase against the target and copies the map. */
    public ContentRecord {
        if ((target == null) != (phase == ContentPhase.IDLE)) {
            throw new IllegalArgumentException("a target is there in every phase but IDLE");
        }
        failed = Map.copyOf(failed);
    }

    static ContentRecord fresh() {
        return new ContentRecord(ContentPhase.IDLE, null, null, Map.of(), null, null);
    }

    ContentRecord at(ContentPhase next, String nextTarget) {
        return new ContentRecord(next, nextTarget, current, failed, lastFailed, retriedBy);
    }

    ContentRecord cancelled() {
        return new ContentRecord(ContentPhase.IDLE, null, current, failed, lastFailed, retriedBy);
    }

    ContentRecord done(String content) {
        ContentRecord forgiven = without(content);
        return new ContentRecord(ContentPhase.IDLE, null, content, forgiven.failed, forgiven.lastFailed, retriedBy);
    }

    /** Begun again though it failed, by this order. */
    ContentRecord retried(String content, long order) {
        ContentRecord forgiven = without(content);
        return new ContentRecord(ContentPhase.TRANSFER, content, current, forgiven.failed, forgiven.lastFailed, order);
    }

    private ContentRecord without(String content) {
        Map<String, String> left = new TreeMap<>(failed);
        left.remove(content);
        return new ContentRecord(
                phase, target, current, left, content.equals(lastFailed) ? null : lastFailed, retriedBy);
    }

    ContentRecord failed(String content, String reason) {
        Map<String, String> more = new TreeMap<>(failed);
        more.put(content, reason);
        return new ContentRecord(ContentPhase.IDLE, null, current, more, content, retriedBy);
    }
}
