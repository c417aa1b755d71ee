package dev.cairn.agent.kubernetes;

import java.io.IOException;
import java.time.Duration;

/** Port to programs of the base system. */
public interface Commands {
    /** Runs a program to its end, at most so long; output holds what it printed to both streams, up to 64 KiB. */
    Result run(Duration limit, String... command) throws IOException;

    /** How a program ended. */
    record Result(int exitCode, String output) {
        /** True if it exited with 0. */
        public boolean succeeded() {
            return exitCode == 0;
        }
    }
}
