package dev.cairn.image.slot;

import dev.cairn.image.baseos.BaseOsCheck;
import dev.cairn.image.baseos.EarlyMicrocode;
import dev.cairn.image.baseos.KernelFiles;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Tree;
import java.util.Optional;

/** What of a base OS starts a slot; it stands on the ESP, and {@link SlotTree} takes most of it out of the tree. Immutable. */
record BootContents(Content kernel, Content initrd, Content loader, EarlyMicrocode microcode) {
    /** Of a tree that {@link BaseOsCheck} found usable. */
    static BootContents of(Tree tree) {
        KernelFiles files = KernelFiles.of(tree);
        return new BootContents(
                content(files.kernel(), SlotBundle.KERNEL),
                content(files.initrd(), SlotBundle.INITRD),
                content(tree.find(BaseOsCheck.LOADER), SlotBundle.LOADER),
                EarlyMicrocode.of(tree));
    }

    private static Content content(Optional<Inode> inode, String name) {
        if (inode.isEmpty() || !(inode.get().kind() instanceof Inode.Kind.Regular file)) {
            throw new IllegalStateException(name + " was there a moment ago");
        }
        return file.content();
    }
}
