package dev.cairn.app.usecase.job;

import dev.cairn.app.domain.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment.
 *
 * @param doing what it is doing now
 * @param total 0 when unknown
 * @param rate units per second, 0 when unknown
 * @param timeLeft null when unknown
 * @param problem what went wrong, or null
 * @param parts what is under way now, by what it is about; a node by its id
 */
public record JobSnapshot(
        String id,
        String title,
        JobState state,
        String doing,
        long done,
        long total,
        JobUnit unit,
        double rate,
        @Nullable Duration timeLeft,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Problem problem,
        List<String> log,
        Map<String, JobPart> parts) {
    /** Copies the map. */
    public JobSnapshot {
        parts = Map.copyOf(parts);
    }

    /** Progress from 0 to 1, or -1 when unknown. */
    public double fraction() {
        if (state == JobState.DONE) {
            return 1;
        }
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }
}
