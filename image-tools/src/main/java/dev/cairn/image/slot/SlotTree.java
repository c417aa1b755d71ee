package dev.cairn.image.slot;

import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Tree;
import java.util.List;

/** Makes a merged tree fit for a read-only slot. Stateless. */
final class SlotTree {
    private static final List<String> MOUNT_POINTS =
            List.of("/boot", "/dev", "/efi", "/mnt", "/proc", "/run", "/sys", "/var");

    private SlotTree() {}

    /** Empties {@code /boot}, makes mount points that a read-only root cannot make later, and leaves no machine id. */
    static void prepare(Tree tree) {
        tree.find("/boot")
                .filter(boot -> boot.kind() instanceof Inode.Kind.Folder)
                .ifPresent(boot -> ((Inode.Kind.Folder) boot.kind()).children().clear());
        for (String path : MOUNT_POINTS) {
            if (tree.find(path).isEmpty()) {
                tree.put(path, Inode.folder(Attributes.FOLDER));
            }
        }
        if (tree.find("/tmp").isEmpty()) {
            tree.put("/tmp", Inode.folder(new Attributes(01777, 0, 0, 0)));
        }
        tree.put("/etc/machine-id", Inode.file(new byte[0], new Attributes(0444, 0, 0, 0)));
    }
}
