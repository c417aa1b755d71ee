package dev.cairn.agent.stick;

import dev.cairn.protocol.StickLayout;
import java.io.IOException;

/** An open stick, read-only until something is to be left on it. Used by one lane. */
public interface Stick extends AutoCloseable {
    /** Where things stand. */
    StickLayout layout();

    /** Makes it writable; throws where it is write-protected. */
    void allowWriting() throws IOException;

    /** Leaves it as if it had been unplugged properly. */
    @Override
    void close();
}
