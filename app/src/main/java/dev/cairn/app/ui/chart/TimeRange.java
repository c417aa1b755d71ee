package dev.cairn.app.ui.chart;

import java.time.Duration;
import java.time.Instant;

/** The time that a chart and its log show; {@code to} is exclusive. */
public record TimeRange(Instant from, Instant to) {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(400);

    /** Checks the order. */
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("empty range " + from + " to " + to);
        }
    }

    /** The time just before {@code end}. */
    public static TimeRange before(Instant end, Duration length) {
        return new TimeRange(end.minus(length), end);
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** Moved by a fraction of its length; positive is later. */
    public TimeRange panned(double fraction) {
        Duration by = Duration.ofMillis(Math.round(length().toMillis() * fraction));
        return new TimeRange(from.plus(by), to.plus(by));
    }

    /** Longer or shorter by a factor, with the point at {@code anchor} (0 to 1 from the left) kept in place. */
    public TimeRange zoomed(double factor, double anchor) {
        double wanted = length().toMillis() * factor;
        long millis = Math.round(Math.clamp(wanted, SHORTEST.toMillis(), LONGEST.toMillis()));
        Instant fixed = at(anchor);
        Instant start = fixed.minusMillis(Math.round(millis * anchor));
        return new TimeRange(start, start.plusMillis(millis));
    }

    /** The instant at a fraction of the range. */
    public Instant at(double fraction) {
        return from.plusMillis(Math.round(length().toMillis() * fraction));
    }

    /** Where an instant lies: 0 at the start, 1 at the end, beyond them outside. */
    public double fraction(Instant instant) {
        return Duration.between(from, instant).toMillis() / (double) length().toMillis();
    }
}
