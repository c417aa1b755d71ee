package dev.cairn.image.diff;

import dev.cairn.image.Region;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.util.List;

/**
 * One file that travels in chunks. Immutable; lives as long as the side that it belongs to.
 *
 * @param name {@code root}, {@code kernel} or {@code initrd} of a slot; kind of layer and name of a content's item
 */
record Part(String name, Region bytes, List<Chunk> chunks) {
    static final String ROOT = "root";

    Part {
        chunks = List.copyOf(chunks);
    }

    long length() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }
}
