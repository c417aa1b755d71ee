package dev.cairn.app.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time without values, and the reason as it is known. */
public record Blank(Instant from, Instant to, String reason) {
    private static final int MISSED_STEPS = 4;

    /** The times for which a series has no values although it should: longer than four of its usual steps. */
    public static List<Blank> within(Series series, String reason) {
        long step = series.usualStep();
        List<Blank> blanks = new ArrayList<>();
        for (int i = 1; step > 0 && i < series.size(); i++) {
            long before = series.times()[i - 1];
            long after = series.times()[i];
            if (after - before > MISSED_STEPS * step) {
                blanks.add(new Blank(Instant.ofEpochMilli(before), Instant.ofEpochMilli(after), reason));
            }
        }
        return blanks;
    }

    /** Whether both share some time. */
    public boolean touches(Blank other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
