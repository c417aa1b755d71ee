package dev.cairn.app.domain.drive.picture;

import java.util.List;
import java.util.Set;

/**
 * A block device of any kind: a drive, a partition, a layer made of others, or a container of volumes.
 *
 * @param below names of the blocks on which it stands: of a partition its drive, of a mapped device its parts, of a loop device
 *     the block that holds its file
 * @param layer whether it is neither a drive nor a partition: what stands below a layer is in use
 */
public record Block(String name, Set<String> below, boolean layer, List<Use> uses, List<Content> contents) {
    public Block {
        below = Set.copyOf(below);
        uses = List.copyOf(uses);
        contents = List.copyOf(contents);
    }
}
