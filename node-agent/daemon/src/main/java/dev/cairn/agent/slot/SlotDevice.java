package dev.cairn.agent.slot;

import java.io.IOException;

/**
 * A slot opened for writing. Kept open for the whole write: the kernel empties a block device's cache, and udev looks at the
 * device, each time that its last writer closes it. Used by one thread.
 */
public interface SlotDevice extends AutoCloseable {
    /** {@code bytes} bytes from {@code offset}; fewer where the slot's content ends. */
    byte[] read(long offset, int bytes) throws IOException;

    /** Puts bytes into the slot; durable only after {@link #flush}. */
    void write(long offset, byte[] data) throws IOException;

    /** Returns once everything written is on the disk. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
