package dev.cairn.agent.content;

import dev.cairn.image.content.ContentItem;
import java.nio.file.Path;
import java.util.Optional;

/** Where the distribution has its copy of an item; whether it is there is for the caller to see. */
@FunctionalInterface
public interface PlacedItems {
    /** The file with exactly the item's bytes; nothing for items that are not kept as they are. */
    Optional<Path> of(ContentItem item);
}
