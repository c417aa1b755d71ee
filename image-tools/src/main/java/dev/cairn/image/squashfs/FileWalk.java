package dev.cairn.image.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks through a whole squashfs. Belongs to one thread. */
final class FileWalk {
    private static final int MAX_DEPTH = 1024;
    private static final int MAX_ENTRIES = 1 << 22;

    private final NodeReader nodes;
    private final long end;
    private final List<StoredFile> found = new ArrayList<>();
    private int entries;

    FileWalk(NodeReader nodes, long end) {
        this.nodes = nodes;
        this.end = end;
    }

    List<StoredFile> from(Node root) throws IOException {
        visit(root, "", 0);
        return found;
    }

    private void visit(Node node, String path, int depth) throws IOException {
        // A damaged file system may contain itself.
        if (depth > MAX_DEPTH || ++entries > MAX_ENTRIES) {
            throw new IOException("folders lead nowhere at " + path);
        }
        switch (node) {
            case Node.Folder folder -> {
                for (Map.Entry<String, Long> child : nodes.children(folder).entrySet()) {
                    String below = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
                    visit(nodes.node(child.getValue()), below, depth + 1);
                }
            }
            case Node.Regular file -> add(file, path);
            case Node.Symlink link -> {}
            case Node.Special special -> {}
        }
    }

    private void add(Node.Regular file, String path) throws IOException {
        long bytes = 0;
        for (int word : file.blocks()) {
            bytes += word & ~Format.DATA_UNCOMPRESSED;
        }
        if (file.start() < 0 || bytes > end - file.start()) {
            throw new DamagedException(file.start(), "the blocks of " + path + " lie outside");
        }
        if (bytes > 0) {
            found.add(new StoredFile(path, file.start(), bytes));
        }
    }
}
