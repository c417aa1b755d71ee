package dev.cairn.image.diff;

/**
 * What the way from one image to another costs, in bytes. Immutable.
 *
 * @param manifestBytes the new manifest, which chunks and patch need and which is counted in them
 * @param chunks missing chunks as they are
 * @param chunksPacked missing chunks as one zstd stream
 * @param patch missing parts, each compressed against what the old image has in their place
 * @param whole everything as one zstd -10 file
 */
public record DiffReport(
        String oldRelease,
        String newRelease,
        long newBytes,
        long manifestBytes,
        int missingChunks,
        long chunks,
        long chunksPacked,
        long patch,
        long whole) {
    /** A way to bring a site to the new image. */
    public enum Way {
        CHUNKS,
        CHUNKS_PACKED,
        PATCH,
        WHOLE
    }

    /** The way that costs least. */
    public Way smallest() {
        long least = smallestBytes();
        if (least == whole) {
            return Way.WHOLE;
        }
        if (least == patch) {
            return Way.PATCH;
        }
        return least == chunksPacked ? Way.CHUNKS_PACKED : Way.CHUNKS;
    }

    public long smallestBytes() {
        return Math.min(Math.min(chunks, chunksPacked), Math.min(patch, whole));
    }
}
