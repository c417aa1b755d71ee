package dev.cairn.agent.neighbour;

import dev.cairn.protocol.ChunkFrames;
import java.io.IOException;
import java.util.List;

/** One neighbour, as far as this node takes something from it. For one thread. */
public interface NeighbourSource extends AutoCloseable {
    /** Takes a frame whose digest nobody has checked yet; false to end. */
    @FunctionalInterface
    interface Taker {
        boolean take(ChunkFrames.Frame frame) throws IOException;
    }

    /** Asks for chunks by their digests; the neighbour sends those that it has. */
    void get(List<String> wanted, Taker taker) throws IOException;

    /** The newest order that the neighbour took, which nobody has checked yet; empty for none. */
    byte[] order() throws IOException;

    @Override
    void close();
}
