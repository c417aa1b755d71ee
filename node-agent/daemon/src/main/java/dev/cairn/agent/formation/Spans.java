package dev.cairn.agent.formation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How long conditions have held without a break, since this process started: no clock that people set is asked, and a power cut only
 * makes a node wait again. To be used by one thread.
 */
public final class Spans {
    private final Map<Condition, Long> since = new EnumMap<>(Condition.class);
    private final Map<String, Long> away = new HashMap<>();
    private final long startedAt;

    /** {@code now} is the start of the process, in ms of a clock that only goes forward. */
    public Spans(long now) {
        this.startedAt = now;
    }

    /** What is timed. */
    enum Condition {
        IN_PHASE,
        QUIET,
        NOT_READY,
        NO_QUORUM,
        NO_MEMBER,
        EVEN,
        WITHDRAWN,
        STEP,
        STRAY,
        OTHER_CLUSTER_ABSENT,
        CLUSTER_UNHEARD,
        NO_CLONE,
        TRIED
    }

    /** Notes whether the condition holds now; how long it has, zero or more, or -1 ms if it does not. */
    Duration of(Condition condition, boolean holds, long now) {
        if (!holds) {
            since.remove(condition);
            return Duration.ofMillis(-1);
        }
        return Duration.ofMillis(now - since.computeIfAbsent(condition, ignored -> now));
    }

    /** Starts a condition anew. */
    void restart(Condition condition, long now) {
        since.put(condition, now);
    }

    /** All that was timed within a phase starts anew in the next. */
    void enterPhase(long now) {
        since.clear();
        since.put(Condition.IN_PHASE, now);
    }

    /** As {@link #of}, for one node's absence. */
    Duration absent(String nodeName, boolean holds, long now) {
        if (!holds) {
            away.remove(nodeName);
            return Duration.ofMillis(-1);
        }
        return Duration.ofMillis(now - away.computeIfAbsent(nodeName, ignored -> now));
    }

    /** How long the process has run. */
    Duration sinceStart(long now) {
        return Duration.ofMillis(now - startedAt);
    }
}
