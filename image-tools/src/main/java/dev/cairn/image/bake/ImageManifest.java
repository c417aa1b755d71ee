package dev.cairn.image.bake;

import dev.cairn.image.Json;
import dev.cairn.image.slot.ReleaseInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * Describes an image; stands beside it as {@code X.img.json}.
 *
 * @param format 2; older images have 1, where {@code sha256} is that of the whole file, holes read as zeros
 * @param sha256 of length and ranges: see {@link #digestOf}
 * @param ranges what a writer must write, in order of offset; everything else may keep what the drive held
 * @param bundleDigest digest of slot A's bundle
 * @param seedOffset where in the image the seed's bytes stand, in one piece
 */
public record ImageManifest(
        int format,
        long bytes,
        String sha256,
        ReleaseInfo release,
        String bundleDigest,
        long generation,
        String diskGuid,
        List<ImagePartition> partitions,
        long seedOffset,
        int seedBytes,
        List<Range> ranges) {
    public static final int FORMAT = 2;
    /** What ranges of the partition tables are called, at the start; at the end they are called {@code gpt-backup}. */
    public static final String TABLE_LABEL = "gpt";
    /** Room for the seed; shorter seeds are padded with spaces. */
    public static final int SEED_BYTES = 16 * 1024;

    public ImageManifest {
        partitions = List.copyOf(partitions);
        ranges = List.copyOf(ranges);
    }

    /** Bytes that a writer must write, at most 1 MiB each, aligned to 4 KiB. */
    public record Range(long offset, int bytes, String sha256, String partition) {}

    /**
     * What names the content of an image of {@code bytes} with these ranges: SHA-256 over its length and then offset, length (each 8 bytes, big
     * endian) and digest (32 bytes) of each range. Everything outside of the ranges reads as zeros.
     */
    public static String digestOf(long bytes, List<Range> ranges) {
        return ImageHasher.digestOf(bytes, ranges);
    }

    /** How many bytes a writer must write. */
    public long mappedBytes() {
        return ranges.stream().mapToLong(Range::bytes).sum();
    }

    /** Reads the manifest that stands beside {@code image}. */
    public static ImageManifest beside(Path image) {
        return ImageManifestFile.read(image);
    }

    /** True when a range holds the seed, which differs from drive to drive. */
    public boolean isSeed(Range range) {
        return range.offset() >= seedOffset && range.offset() < seedOffset + seedBytes;
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
