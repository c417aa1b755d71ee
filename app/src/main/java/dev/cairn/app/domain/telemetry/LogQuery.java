package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in logs.
 *
 * @param node null for all nodes
 * @param words words that must all occur; empty for any
 * @param maxPriority least important severity wanted, 7 for all
 * @param limit at most this many, the newest
 */
public record LogQuery(
        @Nullable NodeId node,
        String words,
        int maxPriority,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit) {
    /** The newest lines of all nodes. */
    public static LogQuery newest(int limit) {
        return new LogQuery(null, "", 7, null, null, limit);
    }
}
