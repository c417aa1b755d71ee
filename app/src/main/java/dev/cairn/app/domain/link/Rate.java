package dev.cairn.app.domain.link;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast to send at most. Immutable. */
public record Rate(long bytesPerSecond) {
    /** No limit. */
    public static final Rate UNLIMITED = new Rate(0);

    private static final Pattern WORD = Pattern.compile("(\\d{1,9})(k|M|G)?(bit|B)(?:/s)?");

    public Rate {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("negative rate");
        }
    }

    /** Reads {@code 10Mbit}, {@code 800kbit}, {@code 2MB} and kin: decimal units, per second. */
    public static Rate parse(String text) {
        Matcher word = WORD.matcher(text.strip());
        if (!word.matches()) {
            throw new IllegalArgumentException(text + " is not a rate such as 10Mbit, 800kbit or 2MB");
        }
        String unit = word.group(2) == null ? "" : word.group(2).toLowerCase(Locale.ROOT);
        long factor = switch (unit) {
            case "k" -> 1_000L;
            case "m" -> 1_000_000L;
            case "g" -> 1_000_000_000L;
            default -> 1L;
        };
        long amount = Math.multiplyExact(Long.parseLong(word.group(1)), factor);
        long bytes = word.group(3).equals("B") ? amount : amount / 8;
        if (bytes < 1_000) {
            throw new IllegalArgumentException(text + " is less than 8kbit, with which no update would end");
        }
        return new Rate(bytes);
    }
}
