package dev.cairn.app.ui.chart;

import java.time.Duration;
import java.util.List;

/** Where an axis has its marks: round numbers, round times. Pure. */
final class Axis {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(90));

    private Axis() {}

    /** The finest step that gives at most {@code marks} marks. */
    static Duration timeStep(Duration length, int marks) {
        return STEPS.stream()
                .filter(step -> length.toMillis() / step.toMillis() <= marks)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    /** The least of 1, 2, 5 × 10ⁿ (or 1, 2, 4… × 2¹⁰ⁿ for bytes) that is at least a quarter of the peak. */
    static double valueStep(double peak, boolean bytes) {
        if (peak <= 0) {
            return bytes ? 1024 : 1;
        }
        double wanted = peak / 4;
        double step = 1;
        if (bytes) {
            while (step < wanted) {
                step *= 2;
            }
            return step;
        }
        step = Math.pow(10, Math.floor(Math.log10(wanted)));
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            if (step * factor >= wanted) {
                return step * factor;
            }
        }
        return step * 10;
    }
}
