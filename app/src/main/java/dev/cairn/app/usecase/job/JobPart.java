package dev.cairn.app.usecase.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of a job that is about one thing, such as a node, at one moment.
 *
 * @param doing what is being done to it now
 * @param total 0 when unknown
 * @param rate units per second, 0 when unknown
 * @param timeLeft null when unknown
 */
public record JobPart(
        String doing,
        long done,
        long total,
        JobUnit unit,
        double rate,
        @Nullable Duration timeLeft) {
    /** Progress from 0 to 1, or -1 when unknown. */
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }
}
