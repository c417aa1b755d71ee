package dev.cairn.app.ui.text;

import dev.cairn.app.domain.ByteSize;
import java.time.Duration;
import java.util.Locale;

/** Numbers with their units, as people read them: IEC bytes, rates, times left; thread-safe. */
public final class Numbers {
    private Numbers() {}

    /** A whole number with thin groups, e.g. {@code 12 345}. */
    public static String whole(long number) {
        return Math.abs(number) < 10_000
                ? Long.toString(number)
                : String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    /** Bytes in IEC units, e.g. {@code 665 MiB}. */
    public static String bytes(long bytes) {
        return (bytes < 0 ? "-" : "") + new ByteSize(Math.abs(bytes)).toString().replace(' ', '\u00a0');
    }

    /** Bytes per second. */
    public static String rate(double bytesPerSecond) {
        return bytes(Math.round(bytesPerSecond)) + "/s";
    }

    /** A length of time with one unit, e.g. {@code 40 s}, {@code 3 min}, {@code 5 h}, {@code 12 d}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 100) {
            return seconds + "\u00a0s";
        }
        if (seconds < 100 * 60) {
            return Math.round(seconds / 60.0) + "\u00a0min";
        }
        if (seconds < 48 * 3600) {
            return Math.round(seconds / 3600.0) + "\u00a0h";
        }
        return Math.round(seconds / 86400.0) + "\u00a0d";
    }
}
