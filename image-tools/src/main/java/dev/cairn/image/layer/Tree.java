package dev.cairn.image.layer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A merged root file system. Belongs to one thread. */
public final class Tree {
    private static final int MAX_SYMLINKS = 40;

    private final Inode root = Inode.folder(Attributes.FOLDER);

    public Inode root() {
        return root;
    }

    /** Finds a path given as text, following symlinks inside the tree, also a last one. */
    public Optional<Inode> find(String path) {
        return Optional.ofNullable(walk(parts(RawName.fromText(path)), true));
    }

    /** Puts {@code inode} at a path given as text, making parents, replacing what stood there. */
    public void put(String path, Inode inode) {
        List<String> parts = parts(RawName.fromText(path));
        Inode.Kind.Folder parent = folder(parts.subList(0, parts.size() - 1), 0, Attributes.FOLDER);
        parent.children().put(parts.getLast(), new Inode.Child(inode, 0));
    }

    static List<String> parts(String rawPath) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < rawPath.length(); ) {
            int slash = rawPath.indexOf('/', from);
            int end = slash < 0 ? rawPath.length() : slash;
            boolean here = end - from == 1 && rawPath.charAt(from) == '.';
            if (end > from && !here) {
                parts.add(rawPath.substring(from, end));
            }
            from = end + 1;
        }
        return parts;
    }

    /** The folder at a raw path, following symlinks, making what is missing and replacing what is no folder. */
    Inode.Kind.Folder folder(List<String> path, int layer, Attributes attributes) {
        Inode existing = walk(path, true);
        if (existing != null && existing.kind() instanceof Inode.Kind.Folder folder) {
            return folder;
        }
        if (!(root.kind() instanceof Inode.Kind.Folder start)) {
            throw new AssertionError("the root is a folder");
        }
        Inode.Kind.Folder here = start;
        for (int i = 0; i < path.size(); i++) {
            Inode next = walk(path.subList(0, i + 1), true);
            if (next == null || !(next.kind() instanceof Inode.Kind.Folder)) {
                next = Inode.folder(attributes);
                here.children().put(path.get(i), new Inode.Child(next, layer));
            }
            if (!(next.kind() instanceof Inode.Kind.Folder folder)) {
                throw new AssertionError("just made");
            }
            here = folder;
        }
        return here;
    }

    /** What stands at a raw path; null when nothing does or a symlink leads nowhere. */
    @Nullable
    Inode walk(List<String> path, boolean followLast) {
        Deque<String> todo = new ArrayDeque<>(path);
        Deque<Inode> trail = new ArrayDeque<>();
        trail.push(root);
        int symlinks = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.equals("..")) {
                if (trail.size() > 1) {
                    trail.pop();
                }
                continue;
            }
            Inode here = trail.element();
            Inode next = here.kind() instanceof Inode.Kind.Folder folder ? folder.child(name) : null;
            if (next == null) {
                return null;
            }
            if (next.kind() instanceof Inode.Kind.Symlink link && (followLast || !todo.isEmpty())) {
                if (++symlinks > MAX_SYMLINKS) {
                    return null;
                }
                if (link.target().startsWith("/")) {
                    trail.clear();
                    trail.push(root);
                }
                parts(link.target()).reversed().forEach(todo::push);
            } else {
                trail.push(next);
            }
        }
        return trail.element();
    }
}
