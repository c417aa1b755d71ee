package dev.cairn.image.baseos;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.baseos.BaseOsReport.RootMount;
import dev.cairn.image.cpio.InitrdReader;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks for squashfs, without which a kernel finds no root in a slot: as a module in the initrd, or in the list of what is built into the kernel (Linux
 * Documentation/kbuild/kbuild.rst, "modules.builtin"). Belongs to one thread.
 */
final class RootDriver {
    private static final String MODULE = "kernel/fs/squashfs/squashfs.ko";
    private static final int MAX_LIST_BYTES = 1 << 20;

    private final Tree tree;
    private final String kernelVersion;
    private final Progress progress;

    RootDriver(Tree tree, String kernelVersion, Progress progress) {
        this.tree = tree;
        this.kernelVersion = kernelVersion;
        this.progress = progress;
    }

    RootMount in(Inode initrd) {
        if (!(initrd.kind() instanceof Inode.Kind.Regular file)) {
            return RootMount.UNKNOWN;
        }
        try {
            if (!InitrdReader.begins(file.content())) {
                return RootMount.UNKNOWN;
            }
            return builtIn() || inInitrd(file.content()) ? RootMount.POSSIBLE : RootMount.IMPOSSIBLE;
        } catch (IOException e) {
            throw ImageException.io("base-os", file.content().origin(), e);
        }
    }

    private boolean builtIn() throws IOException {
        for (String folder : List.of("/usr/lib/modules/", "/lib/modules/")) {
            var list = KernelFiles.regular(tree, folder + kernelVersion + "/modules.builtin");
            if (list.isPresent()
                    && list.get().kind() instanceof Inode.Kind.Regular file
                    && file.content().size() <= MAX_LIST_BYTES) {
                return lists(new ByteArrayInputStream(file.content().readAll()));
            }
        }
        return false;
    }

    private boolean inInitrd(Content initrd) {
        boolean[] found = {false};
        String element = initrd.origin() + ", initrd of kernel " + kernelVersion;
        InitrdReader.read(initrd, element, (entry, content) -> {
            progress.step("initrd", element, 0, 0);
            found[0] = entry.regular() && (isModule(entry.name()) || isList(entry.name()) && lists(content));
            return !found[0];
        });
        return found[0];
    }

    /** Modules may be packed: squashfs.ko.xz and the like. */
    private boolean isModule(String name) {
        return name.contains("lib/modules/" + kernelVersion + "/" + MODULE);
    }

    private boolean isList(String name) {
        return name.endsWith("lib/modules/" + kernelVersion + "/modules.builtin");
    }

    private static boolean lists(InputStream list) throws IOException {
        String text = new String(list.readNBytes(MAX_LIST_BYTES), StandardCharsets.US_ASCII);
        return text.lines().anyMatch(line -> line.strip().equals(MODULE));
    }
}
