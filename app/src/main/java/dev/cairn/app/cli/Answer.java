package dev.cairn.app.cli;

import java.util.List;

/**
 * What a command found.
 *
 * @param document what {@code --json} prints
 * @param lines what people read
 */
public record Answer(Object document, List<String> lines) {
    public Answer {
        lines = List.copyOf(lines);
    }

    static Answer of(Object document, String... lines) {
        return new Answer(document, List.of(lines));
    }
}
