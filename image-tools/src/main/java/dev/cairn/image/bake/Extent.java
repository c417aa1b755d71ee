package dev.cairn.image.bake;

import java.util.List;

/**
 * A stretch of the image that a writer must write, before it is cut and hashed. Immutable.
 *
 * @param known digests of its pieces of 1 MiB when they are known already, else empty
 */
public record Extent(long offset, long bytes, String partition, List<String> known) {
    public Extent {
        known = List.copyOf(known);
    }

    /** Whose digests are not known. */
    public Extent(long offset, long bytes, String partition) {
        this(offset, bytes, partition, List.of());
    }
}
