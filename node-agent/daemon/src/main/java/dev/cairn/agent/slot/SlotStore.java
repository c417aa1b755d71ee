package dev.cairn.agent.slot;

import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.List;

/** Port to the bytes of the two slots. Used by one writer; reading is thread-safe. */
public interface SlotStore {
    /** How many bytes the slot can hold. */
    long capacity(SlotName slot) throws IOException;

    /** {@code bytes} bytes from {@code offset}; fewer where the slot's content ends. */
    byte[] read(SlotName slot, long offset, int bytes) throws IOException;

    /** Opens a slot for writing. */
    SlotDevice open(SlotName slot) throws IOException;

    /** SHA-256 in hex of pieces of these lengths that follow each other from byte 0, as the disk, not the page cache, has them. */
    List<String> digests(SlotName slot, List<Long> lengths) throws IOException;
}
