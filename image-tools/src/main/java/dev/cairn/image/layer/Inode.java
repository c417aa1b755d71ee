package dev.cairn.image.layer;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file of the merged tree; one that hangs under several names is hard-linked. Belongs to its tree's thread. */
public final class Inode {
    private final Kind kind;
    private Attributes attributes;

    Inode(Kind kind, Attributes attributes) {
        this.kind = kind;
        this.attributes = attributes;
    }

    public static Inode file(byte[] bytes, Attributes attributes) {
        return new Inode(new Kind.Regular(new Content.InMemory(bytes)), attributes);
    }

    public static Inode folder(Attributes attributes) {
        return new Inode(new Kind.Folder(), attributes);
    }

    public Kind kind() {
        return kind;
    }

    public Attributes attributes() {
        return attributes;
    }

    void replaceAttributes(Attributes newer) {
        attributes = newer;
    }

    /** What a file is. */
    public sealed interface Kind {
        record Regular(Content content) implements Kind {}

        /** The target is raw (see {@link RawName}). */
        record Symlink(String target) implements Kind {}

        record Device(boolean block, int major, int minor) implements Kind {}

        record Fifo() implements Kind {}

        /** A folder's names are raw and sorted by their bytes. */
        final class Folder implements Kind {
            private final TreeMap<String, Child> children = new TreeMap<>();

            public SortedMap<String, Child> children() {
                return children;
            }

            public @Nullable Inode child(String rawName) {
                Child child = children.get(rawName);
                return child == null ? null : child.inode();
            }
        }
    }

    /** What hangs under a name, and the number of the layer that put it there. */
    public record Child(Inode inode, int layer) {}
}
