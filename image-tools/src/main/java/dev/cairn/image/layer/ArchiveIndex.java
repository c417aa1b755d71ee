package dev.cairn.image.layer;

import dev.cairn.image.Region;
import dev.cairn.image.archive.ArchiveMembers;
import dev.cairn.image.archive.ImageArchive;
import java.io.IOException;
import java.util.Optional;

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
            Inode inode = switch (entry.what()) {
                case TarEntry.What.Node node -> new Inode(node.kind(), entry.attributes());
                case TarEntry.What.HardLink link -> tree.walk(link.target(), false);
            };
            if (inode != null && !entry.path().isEmpty() && !(inode.kind() instanceof Inode.Kind.Folder)) {
                tree.put(RawName.toText(path), inode);
            }
        }
        ArchiveMembers members = path -> tree.find(path).flatMap(inode -> stored(inode, region));
        return ImageArchive.isOne(members) ? Optional.of(members) : Optional.empty();
    }

    private static Optional<Region> stored(Inode inode, Region in) {
        return inode.kind() instanceof Inode.Kind.Regular(Content.Range range)
                ? Optional.of(new Region(in.bytes(), range.offset(), range.size()))
                : Optional.empty();
    }
}
