package dev.cairn.app.domain.link;

import dev.cairn.protocol.RecoveryStatus;
import java.util.List;
import java.util.function.LongConsumer;

/** The commands of a node that runs its bootstrap system, over an open {@link NodeLink} and under its rules. */
public interface RecoveryLink {
    RecoveryStatus status();

    /** Sends a signed recovery order as it is. */
    void order(String envelope);

    /** The chunks that the disk lacks: first the bundle's manifest alone, then what the manifest names. */
    List<ChunkRef> missing();

    /** Sends chunks, which are written at once; {@code sent} is told how many bytes were added and may throw to stop. */
    void put(List<ChunkRef> chunks, ChunkSource source, LongConsumer sent);

    /** Lets the node read everything back and make its slot bootable; {@link #status} tells how that ends. */
    void finish();
}
