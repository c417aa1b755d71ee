package dev.cairn.image.layer;

import dev.cairn.image.Region;
import dev.cairn.image.archive.ArchiveMembers;
import dev.cairn.image.archive.ImageArchive;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognises an image archive among tars by its table of contents, mostly by its first entry. Stateless. */
final class ArchiveIndex {
    private ArchiveIndex() {}

    /** The members of an image archive; empty for any other tar. */
    static Optional<ArchiveMembers> of(Region region, String origin) throws IOException {
        TarReader reader = new TarReader(region, origin);
        Tree tree = new Tree();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            String path = String.join("/", entry.path());
            if (!ImageArchive.mayHold(path)) {
                return Optional.empty();
            }
            put(tree, entry, RawName.toText(path));
        }
        ArchiveMembers members = members(tree, region);
        return ImageArchive.isOne(members) ? Optional.of(members) : Optional.empty();
    }

    static ArchiveMembers members(Tree tree, Region region) {
        return path -> tree.find(path).flatMap(inode -> stored(inode, region));
    }

    /** Puts what an entry is into the tree, but for folders, which come by themselves; null for a link to nothing. */
    static @Nullable Inode put(Tree tree, TarEntry entry, String path) {
        Inode inode = switch (entry.what()) {
            case TarEntry.What.Node node -> new Inode(node.kind(), entry.attributes());
            case TarEntry.What.HardLink link -> tree.walk(link.target(), false);
        };
        if (inode != null && !entry.path().isEmpty() && !(inode.kind() instanceof Inode.Kind.Folder)) {
            tree.put(path, inode);
        }
        return inode;
    }

    /** Where the bytes of a regular file stand in the tar. */
    static Optional<Region> stored(Inode inode, Region in) {
        return inode.kind() instanceof Inode.Kind.Regular(Content.Range range)
                ? Optional.of(new Region(in.bytes(), range.offset(), range.size()))
                : Optional.empty();
    }
}
