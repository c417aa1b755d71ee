package dev.cairn.app.ui.telemetry;

import dev.cairn.app.ui.text.Texts;
import java.util.List;

/** What is known about the series that agents send: their names for people, their order, which of them are counters. */
final class SeriesWords {
    private static final List<String> ORDER =
            List.of("cpu.", "memory.available", "network.", "disk.", "agent.", "memory.");
    private static final List<String> COUNTERS =
            List.of("disk.read.bytes", "disk.written.bytes", "network.received.bytes", "network.sent.bytes");

    private SeriesWords() {}

    /** Its text with the device it belongs to, or its own name when this version has no text for it. */
    static String of(String name) {
        String base = base(name);
        String words = Texts.text("series." + base);
        String device = name.substring(base.length()).replaceAll("[{}]|device=", "");
        return (words.startsWith("[") ? base : words) + (device.isEmpty() ? "" : " · " + device);
    }

    /** Whether it only grows, so that its rate is what one wants to see. */
    static boolean isCounter(String name) {
        return COUNTERS.contains(base(name));
    }

    /** Where it stands among the charts. */
    static int order(String name) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (name.startsWith(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }

    private static String base(String name) {
        int labels = name.indexOf('{');
        return labels < 0 ? name : name.substring(0, labels);
    }
}
