package dev.cairn.app.ui.chart;

import dev.cairn.app.ui.text.Numbers;
import java.util.Locale;

/** What the values of a series mean, told by the end of its name. */
public enum Unit {
    PERCENT,
    RATIO,
    BYTES,
    BYTES_PER_SECOND,
    PLAIN;

    /** The unit of a series by its name, e.g. {@code cpu.busy.ratio}, {@code memory.available.bytes}. */
    public static Unit ofSeries(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("percent")) {
            return PERCENT;
        }
        if (lower.endsWith("ratio")) {
            return RATIO;
        }
        return lower.contains("bytes") ? BYTES : PLAIN;
    }

    /** A value with its unit. */
    public String words(double value) {
        return switch (this) {
            case PERCENT -> String.format(Locale.ROOT, value < 10 ? "%.1f %%" : "%.0f %%", value);
            case RATIO -> PERCENT.words(value * 100);
            case BYTES -> Numbers.bytes(Math.round(value));
            case BYTES_PER_SECOND -> Numbers.rate(value);
            case PLAIN -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
        };
    }

    /** The top of the axis for a peak: shares go up to the whole once they come near it. */
    double scale(double peak) {
        double whole = this == PERCENT ? 100 : this == RATIO ? 1 : Double.MAX_VALUE;
        return peak > 0.4 * whole ? Math.max(whole, peak) : peak;
    }

    boolean binary() {
        return this == BYTES || this == BYTES_PER_SECOND;
    }
}
