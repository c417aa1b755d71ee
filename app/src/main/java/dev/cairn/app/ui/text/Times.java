package dev.cairn.app.ui.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them; thread-safe. */
public final class Times {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private Times() {}

    /** How long ago something was, e.g. "3 d ago"; under two seconds it is "now". */
    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.toSeconds() < 2 ? Texts.text("time.now") : Texts.text("time.ago", Numbers.span(age));
    }

    /** Local date and time with seconds. */
    public static String stamp(Instant instant) {
        return STAMP.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** Local time as an axis shows it, as fine as the distance between two marks needs. */
    public static String axis(Instant instant, Duration step) {
        DateTimeFormatter format = step.toMinutes() < 1 ? SECOND : step.toHours() < 12 ? MINUTE : DAY;
        return format.format(instant.atZone(ZoneId.systemDefault()));
    }
}
