package dev.cairn.image.squashfs;

/** An inode as read from a squashfs. */
sealed interface Node {
    record Folder(long start, int offset, long listingBytes) implements Node {}

    /** @param fragment number of the fragment block that holds the tail, negative when there is none */
    @SuppressWarnings("ArrayRecordComponent")
    record Regular(long start, long size, int fragment, long fragmentOffset, int[] blocks) implements Node {}

    /** The target is raw. */
    record Symlink(String target) implements Node {}

    record Special() implements Node {}
}
