package dev.cairn.image.cpio;

/**
 * One file of an archive as its header tells it (Linux Documentation/driver-api/early-userspace/buffer-format.rst, table of "cpio_header").
 * Immutable.
 *
 * @param name raw (see {@link dev.cairn.image.layer.RawName}), as a rule without a slash at its beginning
 * @param mode as stat tells it: type and rights
 * @param mtime seconds since 1970
 * @param bytes of the content; of a symlink its target is the content
 * @param deviceMajor of what a device node stands for
 */
public record CpioEntry(
        String name,
        long inode,
        int mode,
        long uid,
        long gid,
        long links,
        long mtime,
        long bytes,
        long deviceMajor,
        long deviceMinor) {
    static final int FIFO = 0010000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int FOLDER = 0040000;
    static final int BLOCK_DEVICE = 0060000;
    static final int REGULAR = 0100000;
    static final int SYMLINK = 0120000;
    private static final int TYPE = 0170000;

    /** Whether it is a regular file. */
    public boolean regular() {
        return (mode & TYPE) == REGULAR;
    }

    boolean symlink() {
        return (mode & TYPE) == SYMLINK;
    }
}
