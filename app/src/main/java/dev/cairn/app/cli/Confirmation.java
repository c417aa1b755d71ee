package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;

/** Asks before something is done to a node that cannot be taken back. */
final class Confirmation {
    private Confirmation() {}

    /** Goes on when {@code yes} was said, or when a person at a terminal types the node's name; refuses otherwise. */
    static void require(Node node, String loses, String phase, boolean yes) {
        boolean confirmed = yes
                || ConsolePrompt.here()
                        .map(prompt -> prompt.types(loses + ".", node.label()))
                        .orElse(false);
        if (!confirmed) {
            throw ProblemException.of(AppProblem.NODE_NOT_CONFIRMED, phase, node.label(), "reason", loses);
        }
    }
}
