package dev.cairn.image.squashfs;

/**
 * Is told how far a file system is written, on the writer's thread. What lies before such an end is final, but for what is taken over, which
 * may still be on its way, and for the first {@link SquashfsWriter#DATA_START} bytes, which come last: the superblock tells where all else
 * stands (Linux Documentation/filesystems/squashfs.rst, section 3).
 */
public interface WriteWatcher {
    /** Nobody watches. */
    WriteWatcher NONE = new WriteWatcher() {
        @Override
        public void takenOver(long end) {}

        @Override
        public void written(long end) {}
    };

    /** Up to here, contents are the same as in the earlier file system. */
    void takenOver(long end);

    void written(long end);
}
