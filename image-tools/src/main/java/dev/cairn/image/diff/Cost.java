package dev.cairn.image.diff;

/**
 * What something costs to send, in bytes, by each way. Immutable.
 *
 * @param newBytes how long it is
 * @param manifestBytes its manifest, compressed, which chunks and patch need and which is counted in them; 0 when it is not sent
 * @param chunks missing chunks as they are
 * @param chunksPacked missing chunks as one zstd stream
 * @param patch missing parts, each compressed against what the old image has in their place
 * @param whole everything as one zstd -10 file
 */
public record Cost(
        long newBytes, long manifestBytes, int missingChunks, long chunks, long chunksPacked, long patch, long whole) {
    /** Of what is not there. */
    static final Cost NOTHING = new Cost(0, 0, 0, 0, 0, 0, 0);

    /** A way to bring a site to the new image. */
    public enum Way {
        CHUNKS,
        CHUNKS_PACKED,
        PATCH,
        WHOLE
    }

    /** The way that costs least; of equal ones the first. */
    public Way smallest() {
        long least = smallestBytes();
        if (least == chunks) {
            return Way.CHUNKS;
        }
        if (least == chunksPacked) {
            return Way.CHUNKS_PACKED;
        }
        return least == patch ? Way.PATCH : Way.WHOLE;
    }

    public long smallestBytes() {
        return Math.min(Math.min(chunks, chunksPacked), Math.min(patch, whole));
    }

    /** What both cost when they are sent the same way. */
    Cost plus(Cost other) {
        return new Cost(
                newBytes + other.newBytes,
                manifestBytes + other.manifestBytes,
                missingChunks + other.missingChunks,
                chunks + other.chunks,
                chunksPacked + other.chunksPacked,
                patch + other.patch,
                whole + other.whole);
    }
}
