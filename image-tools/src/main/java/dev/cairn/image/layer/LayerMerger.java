package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * Lays layers over each other as OCI does (OCI image specification, "Image Layer Filesystem Changeset"): later ones win, {@code .wh.NAME}
 * removes, {@code .wh..wh..opq} empties a folder of what lower layers put there. Use once, from one thread.
 */
final class LayerMerger {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** What begins so and is no opaque mark is AUFS's own book-keeping in old docker layers. */
    private static final String AUFS = ".wh..wh.";

    private final Tree tree = new Tree();
    private final HiddenFiles hidden = new HiddenFiles();
    private final List<AutoCloseable> open;
    private final Progress progress;
    private int layer;

    LayerMerger(List<AutoCloseable> open, Progress progress) {
        this.open = open;
        this.progress = progress;
    }

    Tree merge(List<Layer> layers) {
        for (Layer next : layers) {
            layer++;
            hidden.beginLayer();
            try {
                switch (next) {
                    case TarLayer tar -> addTar(tar);
                    case FilesLayer files -> addFiles(files);
                }
            } catch (IOException e) {
                throw ImageException.io("layers", next.name(), e);
            }
            hidden.endLayer(layer);
        }
        return tree;
    }

    HiddenFiles hidden() {
        return hidden;
    }

    private void addTar(TarLayer tar) throws IOException {
        for (TarSource.Tar part : new TarSource(open, progress).open(tar)) {
            layer++;
            new TarReader(part.region(), part.name()).forEach(entry -> add(entry, part.name()), progress);
            part.end().check();
        }
    }

    private void addFiles(FilesLayer files) throws IOException {
        for (FilesLayer.Item item : files.items()) {
            List<String> path = Tree.parts(RawName.fromText(item.path()));
            if (path.isEmpty() || path.contains("..")) {
                throw new ImageException(
                        ImageProblem.TAR_UNSAFE_PATH,
                        "layers",
                        files.name(),
                        Map.of("reason", item.path(), "offset", "0"));
            }
            Attributes attributes = new Attributes(item.mode(), item.uid(), item.gid(), item.mtime());
            switch (item.what()) {
                case FilesLayer.What.Bytes memory ->
                    put(path, attributes, new Inode.Kind.Regular(new Content.InMemory(memory.bytes())));
                case FilesLayer.What.OnDisk disk ->
                    put(
                            path,
                            attributes,
                            new Inode.Kind.Regular(new Content.OnDisk(disk.file(), Files.size(disk.file()))));
                case FilesLayer.What.Symlink link ->
                    put(path, attributes, new Inode.Kind.Symlink(RawName.fromText(link.target())));
                case FilesLayer.What.Folder folder -> put(path, attributes, new Inode.Kind.Folder());
                case FilesLayer.What.Whiteout gone -> remove(parent(path), path.getLast());
            }
        }
    }

    private void add(TarEntry entry, String origin) {
        List<String> path = entry.path();
        if (!path.isEmpty() && path.getLast().startsWith(WHITEOUT)) {
            whiteOut(path);
            return;
        }
        if (isAufs(path)) {
            return;
        }
        switch (entry.what()) {
            case TarEntry.What.Node node -> put(path, entry.attributes(), node.kind());
            case TarEntry.What.HardLink link -> {
                Inode target = tree.walk(link.target(), false);
                if (target == null || target.kind() instanceof Inode.Kind.Folder || path.isEmpty()) {
                    throw new ImageException(
                            ImageProblem.TAR_CORRUPT,
                            "layers",
                            origin,
                            Map.of(
                                    "reason",
                                    "hard link " + RawName.toText(String.join("/", path)) + " leads to no file",
                                    "offset",
                                    Long.toString(entry.offset())));
                }
                Inode.Kind.Folder parent = parent(path);
                Inode existing = parent.child(path.getLast());
                if (existing != null && existing != target) {
                    hidden.hide(existing);
                }
                parent.children().put(path.getLast(), new Inode.Child(target, layer));
            }
        }
    }

    private static boolean isAufs(List<String> path) {
        for (String part : path) {
            if (part.startsWith(AUFS)) {
                return true;
            }
        }
        return false;
    }

    private void put(List<String> path, Attributes attributes, Inode.Kind kind) {
        if (path.isEmpty()) {
            if (kind instanceof Inode.Kind.Folder) {
                tree.root().replaceAttributes(attributes);
            }
            return;
        }
        Inode.Kind.Folder parent = parent(path);
        Inode existing = parent.child(path.getLast());
        if (existing != null && !(kind instanceof Inode.Kind.Folder)) {
            hidden.hide(existing);
        }
        boolean sameFolder =
                kind instanceof Inode.Kind.Folder && existing != null && existing.kind() instanceof Inode.Kind.Folder;
        if (sameFolder && existing != null) {
            existing.replaceAttributes(attributes);
            parent.children().put(path.getLast(), new Inode.Child(existing, layer));
        } else {
            parent.children().put(path.getLast(), new Inode.Child(new Inode(kind, attributes), layer));
        }
    }

    private Inode.Kind.Folder parent(List<String> path) {
        return tree.folder(path.subList(0, path.size() - 1), layer, Attributes.FOLDER);
    }

    private void whiteOut(List<String> path) {
        Inode where = tree.walk(path.subList(0, path.size() - 1), true);
        if (where == null || !(where.kind() instanceof Inode.Kind.Folder folder)) {
            return;
        }
        if (path.getLast().equals(OPAQUE)) {
            removeLower(folder);
            return;
        }
        String name = path.getLast().substring(WHITEOUT.length());
        Inode.Child child = folder.children().get(name);
        if (child != null && goesAway(child)) {
            remove(folder, name);
        }
    }

    private void remove(Inode.Kind.Folder folder, String name) {
        Inode.Child gone = folder.children().remove(name);
        if (gone != null) {
            hidden.hide(gone.inode());
        }
    }

    /** Removes what lower layers put below a folder and keeps what this layer put there. */
    private void removeLower(Inode.Kind.Folder folder) {
        for (Map.Entry<String, Inode.Child> child :
                List.copyOf(folder.children().entrySet())) {
            if (goesAway(child.getValue())) {
                remove(folder, child.getKey());
            }
        }
    }

    /** A folder of a lower layer stays, without what it had, when this layer already put something into it. */
    private boolean goesAway(Inode.Child child) {
        if (child.inode().kind() instanceof Inode.Kind.Folder inner) {
            removeLower(inner);
            return child.layer() < layer && inner.children().isEmpty();
        }
        return child.layer() < layer;
    }
}
