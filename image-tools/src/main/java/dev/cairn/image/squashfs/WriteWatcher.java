package dev.cairn.image.squashfs;

/**
 * Is told how far a file system is written, on the writer's thread. What lies before such an end is final, but for the first
 * {@link SquashfsWriter#DATA_START} bytes, which come last.
 */
public interface WriteWatcher {
    /** Nobody watches. */
    WriteWatcher NONE = new WriteWatcher() {
        @Override
        public void copied(long bytes) {}

        @Override
        public void takenOver(long end) {}

        @Override
        public void written(long end) {}
    };

    /** So many bytes more were copied from the earlier file system. */
    void copied(long bytes);

    /** Up to here, contents are the same as in the earlier file system. */
    void takenOver(long end);

    void written(long end);
}
