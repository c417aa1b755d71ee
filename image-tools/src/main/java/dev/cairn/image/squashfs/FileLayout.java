package dev.cairn.image.squashfs;

/** Where the blocks of one regular file went. Belongs to the writer's thread. */
final class FileLayout {
    final long size;
    final int[] blockSizes;
    long start;
    long sparseBytes;
    int fragment = Format.NONE;
    int fragmentOffset;

    private boolean started;

    FileLayout(long size, int blocks) {
        this(size, new int[blocks]);
    }

    FileLayout(long size, int[] blockSizes) {
        this.size = size;
        this.blockSizes = blockSizes;
    }

    void stored(int block, long position, int sizeWord) {
        if (!started) {
            start = position;
            started = true;
        }
        blockSizes[block] = sizeWord;
    }
}
