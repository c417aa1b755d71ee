package dev.cairn.agent.content;

import java.io.IOException;
import java.util.Optional;

/** Says which content this node should run now. */
@FunctionalInterface
public interface WantedContent {
    /** For a node whose release is infrastructure alone. */
    WantedContent NOTHING = Optional::empty;

    /** Nothing when the release has none. */
    Optional<NodeContent> get() throws IOException;
}
