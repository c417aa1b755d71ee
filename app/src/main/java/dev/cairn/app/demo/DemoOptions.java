package dev.cairn.app.demo;

import java.nio.file.Path;

/**
 * How to run the demo.
 *
 * @param home the scratch data folder; it is new or empty
 * @param nodes how many machines are played, each at a site of its own, at least 3
 * @param daemonLibrary the folders with the agent's jars, separated as in a class path
 */
public record DemoOptions(Path home, int nodes, String daemonLibrary) {
    public static final int FEWEST_NODES = 3;
    public static final int MOST_NODES = 12;

    public DemoOptions {
        if (nodes < FEWEST_NODES || nodes > MOST_NODES) {
            throw new IllegalArgumentException(nodes + " nodes: from " + FEWEST_NODES + " to " + MOST_NODES);
        }
    }
}
