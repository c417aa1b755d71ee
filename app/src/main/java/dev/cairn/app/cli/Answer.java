package dev.cairn.app.cli;

import java.util.List;

/**
 * What a command found.
 *
 * @param document what {@code --json} prints
 * @param lines what people read
 * @param exit how the program ends
 */
public record Answer(Object document, List<String> lines, int exit) {
    public Answer {
        lines = List.copyOf(lines);
    }

    /** What a command found that did all that it was asked for. */
    public Answer(Object document, List<String> lines) {
        this(document, lines, Exit.DONE);
    }

    static Answer of(Object document, String... lines) {
        return new Answer(document, List.of(lines));
    }
}
