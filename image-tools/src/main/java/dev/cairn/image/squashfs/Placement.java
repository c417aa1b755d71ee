package dev.cairn.image.squashfs;

import java.util.Arrays;
import java.util.List;

/**
 * Where the content of one regular file went (Linux Documentation/filesystems/squashfs.rst, sections 3.4 and 3.5); immutable by agreement.
 *
 * @param start of the first stored block in the file system
 * @param blockSizes the format's size word of each block
 * @param fragment number of the fragment block that holds the file's end, or -1
 * @param before where the output stood before this file when nothing was held back then, else -1
 * @param fragmentsBefore how many fragment blocks were complete then
 */
@SuppressWarnings("ArrayRecordComponent")
public record Placement(
        long size,
        long start,
        int[] blockSizes,
        long sparseBytes,
        int fragment,
        int fragmentOffset,
        long before,
        int fragmentsBefore) {
    /** Bytes that the file's own blocks take in the file system. */
    public long storedBytes() {
        return Arrays.stream(blockSizes)
                .mapToLong(word -> word & ~Format.DATA_UNCOMPRESSED)
                .sum();
    }

    static Placement of(FileLayout layout, long before, int fragmentsBefore) {
        return new Placement(
                layout.size,
                layout.start,
                layout.blockSizes,
                layout.sparseBytes,
                layout.fragment,
                layout.fragmentOffset,
                before,
                fragmentsBefore);
    }

    FileLayout layout() {
        FileLayout layout = new FileLayout(size, blockSizes.clone());
        layout.start = start;
        layout.sparseBytes = sparseBytes;
        layout.fragment = fragment;
        layout.fragmentOffset = fragmentOffset;
        return layout;
    }

    /**
     * The beginning of a file system's contents that an earlier one holds in the very same order.
     *
     * @param end where it ends in the earlier file system
     * @param files one for each of the first files
     * @param fragments start and size word of each fragment block of that part
     */
    public record Prefix(long end, List<Placement> files, List<Fragment> fragments) {
        public Prefix {
            files = List.copyOf(files);
            fragments = List.copyOf(fragments);
        }
    }

    /** A fragment block: several short files in one. */
    public record Fragment(long start, int sizeWord) {
        public int storedBytes() {
            return sizeWord & ~Format.DATA_UNCOMPRESSED;
        }
    }
}
