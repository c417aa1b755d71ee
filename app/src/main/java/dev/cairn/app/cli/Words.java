package dev.cairn.app.cli;

import dev.cairn.app.domain.ByteSize;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How sizes, ages and absent things are written for people. */
final class Words {
    private Words() {}

    static String bytes(long bytes) {
        return new ByteSize(bytes).toString();
    }

    /** How long ago something was, or {@code never}. */
    static String ago(@Nullable Instant at) {
        if (at == null) {
            return "never";
        }
        long seconds = Math.max(0, Duration.between(at, Instant.now()).toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min ago";
        }
        return seconds < 172_800 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
    }

    static String or(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }
}
