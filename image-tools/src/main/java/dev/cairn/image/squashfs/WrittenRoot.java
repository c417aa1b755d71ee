package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.util.List;

/**
 * What was written: contents, then tables (Linux Documentation/filesystems/squashfs.rst, section 3).
 *
 * @param bytes length of the file system, a multiple of 4 KiB
 * @param dataEnd where contents end and tables begin
 * @param reusedEnd up to where contents were taken over from an earlier file system; {@link SquashfsWriter#DATA_START} for nothing
 * @param files in the order in which their contents stand
 * @param fragments the fragment blocks in their order
 */
public record WrittenRoot(
        long bytes, long dataEnd, long reusedEnd, List<WrittenFile> files, List<Placement.Fragment> fragments) {
    public WrittenRoot {
        files = List.copyOf(files);
        fragments = List.copyOf(fragments);
    }

    /** A content, the number of the layer that brought it (from 1), and its place. */
    public record WrittenFile(Content content, int layer, Placement place) {}
}
