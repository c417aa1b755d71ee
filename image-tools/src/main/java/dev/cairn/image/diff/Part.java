package dev.cairn.image.diff;

import dev.cairn.image.Region;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.util.List;
import java.util.Optional;

/**
 * One file that travels in chunks. Immutable; lives as long as the side that it belongs to.
 *
 * @param name {@code root}, {@code kernel} or {@code initrd} of a slot; kind of layer and name of a content's item
 * @param data its bytes, where they can be read
 */
record Part(String name, Optional<Region> data, List<Chunk> chunks) {
    static final String ROOT = "root";

    Part {
        chunks = List.copyOf(chunks);
    }

    /** The bytes of one that can be read. */
    Region bytes() {
        return data.orElseThrow();
    }

    long length() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }
}
