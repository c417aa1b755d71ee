package dev.cairn.app.ui.chart;

import dev.cairn.app.ui.text.Numbers;
import java.util.Locale;

/** What the values of a series mean, told by the end of its name. */
public enum Unit {
    PERCENT,
    BYTES,
    BYTES_PER_SECOND,
    PLAIN;

    /** The unit of a series by its name, e.g. {@code cpu.percent}, {@code memory.used-bytes}, {@code network.rx-bytes-per-second}. */
    public static Unit ofSeries(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("percent")) {
            return PERCENT;
        }
        if (lower.contains("per-second") || lower.endsWith("bps")) {
            return BYTES_PER_SECOND;
        }
        return lower.contains("bytes") ? BYTES : PLAIN;
    }

    /** A value with its unit. */
    public String words(double value) {
        return switch (this) {
            case PERCENT -> String.format(Locale.ROOT, value < 10 ? "%.1f %%" : "%.0f %%", value);
            case BYTES -> Numbers.bytes(Math.round(value));
            case BYTES_PER_SECOND -> Numbers.rate(value);
            case PLAIN -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
        };
    }

    boolean binary() {
        return this == BYTES || this == BYTES_PER_SECOND;
    }
}
