package dev.cairn.app.ui.activity;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.ui.text.Texts;
import java.util.stream.Collectors;

/** Says activity entries in sentences. Thread-safe. */
public final class ActivityWords {
    private ActivityWords() {}

    /** What was done, e.g. "Added the site Harbour"; an action without a text is told by its word path. */
    public static String sentence(ActivityEntry entry) {
        String key = "activity." + entry.action();
        String words = Texts.text(key, entry.subject());
        return words.equals("[" + key + "]") ? entry.action() + " " + entry.subject() : words;
    }

    /** Its details in one line. */
    public static String details(ActivityEntry entry) {
        return entry.details().entrySet().stream()
                .map(detail -> detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining(" · "));
    }
}
