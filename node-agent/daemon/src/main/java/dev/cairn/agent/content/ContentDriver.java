package dev.cairn.agent.content;

import java.io.IOException;
import java.util.Optional;

/**
 * Port to what a Kubernetes distribution does with content on a node that runs. One lane calls it. Power may go at any moment and the
 * call is then made again. What cannot be done now is an {@link IOException} with a sentence; it is tried again.
 */
public interface ContentDriver {
    /** Puts the images beside those that are there, imports them, and lets the site know that this node has them. */
    void bringImages(NodeContent content) throws IOException;

    /**
     * Goes one step on the way from what ran before to this content: once all nodes have the images, charts are replaced in the order of the
     * layers, each after the former is well.
     */
    Rolled roll(NodeContent content, Optional<NodeContent> before) throws IOException;

    /** How far the roll is. */
    sealed interface Rolled {
        /** It goes on, or waits. */
        record Underway(String what) implements Rolled {}

        /** Everything is well. */
        record Done() implements Rolled {}

        /** A chart did not get well, and what ran before runs again. */
        record Failed(String reason) implements Rolled {}
    }

    /** Throws away images that the content in force does not need. */
    void tidy(NodeContent content) throws IOException;
}
