package dev.cairn.image.layer;

import java.util.List;

/**
 * One entry of a tar, before it is merged (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format").
 *
 * @param path raw names from the root down; empty for the root itself
 * @param offset of its header in the tar
 */
record TarEntry(List<String> path, long offset, Attributes attributes, What what) {
    sealed interface What {
        record Node(Inode.Kind kind) implements What {}

        record HardLink(List<String> target) implements What {}
    }
}
