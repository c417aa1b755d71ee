package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/** An earlier file system whose contents may be taken over, as far as they are the same. Used by one thread. */
public interface EarlierData {
    /** Nothing to take over. */
    EarlierData NONE = wanted -> Optional.empty();

    /** A content that is to be written, and the number of the layer that brought it. */
    record Wanted(Content content, int layer) {}

    /** An open earlier file system, and how much of it is the same. */
    record Match(FileChannel channel, Placement.Prefix prefix) {}

    /** The longest beginning of {@code wanted}, in the order in which it is written, that is there already. */
    Optional<Match> match(List<Wanted> wanted) throws IOException;
}
