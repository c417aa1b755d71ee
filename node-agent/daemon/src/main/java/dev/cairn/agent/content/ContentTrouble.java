package dev.cairn.agent.content;

import dev.cairn.protocol.NodeProblem;
import java.util.Optional;

/** What keeps the content from being placed, for the node's report. Thread-safe. */
public final class ContentTrouble {
    private volatile Optional<NodeProblem> now = Optional.empty();

    /** The content cannot be placed. */
    public void is(NodeProblem problem) {
        now = Optional.of(problem);
    }

    /** It is placed. */
    public void isOver() {
        now = Optional.empty();
    }

    /** What is wrong, if anything. */
    public Optional<NodeProblem> now() {
        return now;
    }
}
