package dev.cairn.agent.update;

import dev.cairn.protocol.Answers.MissingChunks;
import java.io.IOException;

/** What is still to come of a bundle or a content, and where it goes. Thread-safe. */
public interface ArrivingChunks {
    /**
     * What of it must still be sent; the manifest alone, with length 0, while that is missing. Refused when no order names it, or where there is no room.
     *
     * @param wanted the digest of a bundle or a content
     */
    MissingChunks missing(String wanted) throws IOException;

    /**
     * Keeps a chunk that {@link #missing} named, brought by somebody else than a laptop; one with other bytes than its digest says is refused.
     *
     * @param wanted the digest that was given to {@link #missing}
     * @param from who brought it
     * @return the bytes that were kept; 0 when it was there
     */
    long take(String wanted, String digest, byte[] data, String from) throws IOException;
}
