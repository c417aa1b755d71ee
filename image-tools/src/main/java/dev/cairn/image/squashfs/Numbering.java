package dev.cairn.image.squashfs;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives every inode a number, in the order of the tree, and counts its links; the files come out in the order in which their contents are
 * written: those of lower layers first, then in the order in which their layer has them. Immutable once made.
 */
final class Numbering {
    /** What is known of an inode before anything is written. */
    static final class Known {
        final int number;
        int links;

        Known(int number) {
            this.number = number;
        }
    }

    /** Symlinks let paths of bounded length lead ever deeper. */
    private static final int MAX_DEPTH = 1024;

    /** A regular file and the number of the layer that brought it. */
    record File(Inode inode, Content content, int layer) {}

    private final IdentityHashMap<Inode, Known> known = new IdentityHashMap<>();
    private final List<File> files = new ArrayList<>();
    private long contentBytes;

    Numbering(Inode root) {
        visit(root, 0, 0);
        // A change in a later layer then moves no content of an earlier one, so that updates and new bakes can take it
        // over.
        // Within a layer they come as they stand in it, so that a packed one is unpacked from its start to its end,
        // once.
        files.sort(Comparator.comparingInt(File::layer)
                .thenComparingLong(file -> file.content().place()));
        known(root).links = 2 + subfolders(root);
    }

    private void visit(Inode inode, int layer, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ImageException(
                    ImageProblem.SQUASHFS_LIMIT,
                    "squashfs",
                    "folders",
                    Map.of("reason", "more than " + MAX_DEPTH + " levels"));
        }
        Known seen = known.get(inode);
        if (seen != null) {
            seen.links++;
            return;
        }
        Known here = new Known(known.size() + 1);
        known.put(inode, here);
        here.links = 1;
        switch (inode.kind()) {
            case Inode.Kind.Folder folder -> {
                here.links = 2 + subfolders(inode);
                // The plain files of a folder get neighbouring numbers, which keeps runs in the folder's table long.
                folder.children().values().stream()
                        .filter(child -> !(child.inode().kind() instanceof Inode.Kind.Folder))
                        .forEach(child -> visit(child.inode(), child.layer(), depth + 1));
                folder.children().values().stream()
                        .filter(child -> child.inode().kind() instanceof Inode.Kind.Folder)
                        .forEach(child -> visit(child.inode(), child.layer(), depth + 1));
            }
            case Inode.Kind.Regular regular -> {
                files.add(new File(inode, regular.content(), layer));
                contentBytes += regular.content().storedBytes();
            }
            case Inode.Kind.Symlink link -> {}
            case Inode.Kind.Device device -> {}
            case Inode.Kind.Fifo fifo -> {}
        }
    }

    private static int subfolders(Inode inode) {
        if (!(inode.kind() instanceof Inode.Kind.Folder folder)) {
            return 0;
        }
        return (int) folder.children().values().stream()
                .filter(child -> child.inode().kind() instanceof Inode.Kind.Folder)
                .count();
    }

    Known known(Inode inode) {
        @Nullable Known found = known.get(inode);
        if (found == null) {
            throw new IllegalStateException("the tree changed while it was written");
        }
        return found;
    }

    int count() {
        return known.size();
    }

    List<File> files() {
        return files;
    }

    long contentBytes() {
        return contentBytes;
    }
}
