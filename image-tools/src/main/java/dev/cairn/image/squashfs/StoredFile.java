package dev.cairn.image.squashfs;

/**
 * Where the blocks of a regular file stand in a squashfs, its tail in a shared fragment not counted (Linux Documentation/filesystems/squashfs.rst,
 * section 3.4).
 *
 * @param path raw, without a leading slash (see {@code RawName})
 */
public record StoredFile(String path, long start, long bytes) {}
