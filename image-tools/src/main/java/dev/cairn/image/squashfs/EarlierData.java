package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An earlier file system whose contents may be taken over, as far as they are the same: its data blocks (Linux
 * Documentation/filesystems/squashfs.rst, section 3.4). Used by one thread.
 */
public interface EarlierData {
    /** Nothing to take over. */
    EarlierData NONE = wanted -> Optional.empty();

    /** A content that is to be written, and the number of the layer that brought it. */
    record Wanted(Content content, int layer) {}

    /**
     * The longest beginning of {@code wanted}, in the order in which it is written, that is there already. Whoever answers puts its bytes
     * into the new file, from {@link SquashfsWriter#DATA_START} on, and may still be doing so: the writer leaves them alone.
     */
    Optional<Placement.Prefix> takeOver(List<Wanted> wanted) throws IOException;
}
