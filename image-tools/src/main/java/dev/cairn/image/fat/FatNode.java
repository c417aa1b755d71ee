package dev.cairn.image.fat;

import dev.cairn.image.layer.Content;
import java.util.TreeMap;

/** A folder or file while a volume is laid out. */
final class FatNode {
    final TreeMap<String, FatNode> children = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Content content;
    final boolean folder;
    int firstCluster;
    int clusters;

    private FatNode(Content content, boolean folder) {
        this.content = content;
        this.folder = folder;
    }

    static FatNode folder() {
        return new FatNode(new Content.InMemory(new byte[0]), true);
    }

    static FatNode file(Content content) {
        return new FatNode(content, false);
    }
}
