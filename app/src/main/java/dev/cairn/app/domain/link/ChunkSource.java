package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Digest;
import java.io.IOException;

/** Gives the bytes of a bundle's chunks. Safe for use by many threads. */
@FunctionalInterface
public interface ChunkSource {
    /** Chunks for one command; files that were opened for one chunk stay open for the next. */
    Reading open();

    /** For one thread, which closes it. */
    interface Reading extends AutoCloseable {
        /** All bytes of a chunk; waits as long as the pace of the transfer asks for. */
        byte[] read(Digest sha256) throws IOException;

        @Override
        void close() throws IOException;
    }
}
