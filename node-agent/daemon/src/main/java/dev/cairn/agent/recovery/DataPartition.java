package dev.cairn.agent.recovery;

import java.io.IOException;

/** Port to the data partition while nothing uses it. */
public interface DataPartition {
    /** Erases it, so that the next boot of a slot makes it anew; does nothing where there is none. */
    void wipe() throws IOException;
}
