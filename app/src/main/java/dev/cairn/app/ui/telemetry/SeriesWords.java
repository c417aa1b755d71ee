package dev.cairn.app.ui.telemetry;

import dev.cairn.app.ui.text.Texts;

/** The name of a series for people. */
final class SeriesWords {
    private SeriesWords() {}

    /** Its text, or its own name when this version has none for it. */
    static String of(String name) {
        String words = Texts.text("series." + name);
        return words.startsWith("[") ? name : words;
    }
}
