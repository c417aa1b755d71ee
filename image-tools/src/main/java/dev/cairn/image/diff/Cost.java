package dev.cairn.image.diff;

import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What something costs to send, in bytes, by each way; nothing for a way that only the bytes of a compressed image would tell. Immutable.
 *
 * @param newBytes how long it is
 * @param manifestBytes its manifest, compressed, which chunks and patch need and which is counted in them; 0 when it is not sent
 * @param chunks missing chunks as they are
 * @param chunksPacked missing chunks as one zstd stream
 * @param patch missing parts, each compressed against what the old image has in their place
 * @param whole everything as one zstd -10 file
 */
public record Cost(
        long newBytes,
        long manifestBytes,
        int missingChunks,
        long chunks,
        OptionalLong chunksPacked,
        OptionalLong patch,
        OptionalLong whole) {
    /** Of what is not there. */
    static final Cost NOTHING = new Cost(0, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0));

    /** A way to bring a site to the new image. */
    public enum Way {
        CHUNKS,
        CHUNKS_PACKED,
        PATCH,
        WHOLE
    }

    /** What a way costs. */
    public OptionalLong of(Way way) {
        return switch (way) {
            case CHUNKS -> OptionalLong.of(chunks);
            case CHUNKS_PACKED -> chunksPacked;
            case PATCH -> patch;
            case WHOLE -> whole;
        };
    }

    /** The way that costs least of those that are known; of equal ones the first. */
    public Way smallest() {
        return Stream.of(Way.values())
                .filter(way -> of(way).equals(OptionalLong.of(smallestBytes())))
                .findFirst()
                .orElse(Way.CHUNKS);
    }

    public long smallestBytes() {
        return Stream.of(Way.values())
                .flatMapToLong(way -> of(way).stream())
                .min()
                .orElse(chunks);
    }

    /** What both cost when they are sent the same way. */
    Cost plus(Cost other) {
        return new Cost(
                newBytes + other.newBytes,
                manifestBytes + other.manifestBytes,
                missingChunks + other.missingChunks,
                chunks + other.chunks,
                sum(chunksPacked, other.chunksPacked),
                sum(patch, other.patch),
                sum(whole, other.whole));
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }
}
