package dev.cairn.image.layer;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.Compression;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Makes squashfs images of layers and tells what other programs find in trees, so that two can be compared. */
final class TreeJudge {
    private static final String CONTENTS = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum";
    private static final String XATTRS =
            "tar --xattrs --xattrs-include='*' -cf - . | tar -tvv --xattrs --xattrs-include='*' | LC_ALL=C sort";

    private final Path folder;
    private final boolean root = OtherTools.isRoot();

    TreeJudge(Path folder) {
        this.folder = folder;
    }

    Path squash(Compression compression, Layer... layers) throws IOException {
        Path image = folder.resolve("image-" + System.nanoTime() + ".squashfs");
        try (MergedLayers merged = MergedLayers.open(List.of(layers), Progress.NONE);
                FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SquashfsWriter(compression).write(merged.tree(), out, "test", Progress.NONE);
        }
        return image;
    }

    /** Names, types, modes, owners, times, link targets and counts, sizes, device numbers. */
    String listing(String tree) {
        String owner = root ? "%U:%G" : "";
        return OtherTools.shell(
                        folder.resolve(tree),
                        "find . -mindepth 1 -printf '%p %y %m " + owner
                                + " %Ts %l %n\\n' | LC_ALL=C sort; find . -type f -printf '%p %s\\n' | LC_ALL=C sort;"
                                + " find . -type c -o -type b | LC_ALL=C sort | xargs -r stat -c '%n %t %T'")
                .ok()
                .output()
                .replaceAll("(?m)^(\\./\\S+ d .*) \\d+$", "$1");
    }

    String contents(String tree) {
        return OtherTools.shell(folder.resolve(tree), CONTENTS).ok().output();
    }

    /** Names and extended attributes as GNU tar reads them from the disk. */
    String xattrs(String tree) {
        return OtherTools.shell(folder.resolve(tree), XATTRS).ok().output();
    }

    /** The folder {@code name} with what unsquashfs finds in the image. */
    String unpacked(Path image, String name) {
        OtherTools.shell(folder, "unsquashfs -no-progress -d " + name + " " + image + " > /dev/null")
                .ok();
        return name;
    }

    /** What a command prints in the image's root, mounted by the kernel; the mount is gone with its namespace. */
    String inKernel(Path image, String command) throws IOException {
        Path mounted = Files.createTempDirectory(folder, "mounted");
        String script = "set -e; mount -t squashfs -o loop,ro \"$0\" \"$1\"; cd \"$1\"; " + command;
        return OtherTools.run("unshare", "-m", "bash", "-c", script, image.toString(), mounted.toString())
                .ok()
                .output();
    }

    String contentsInKernel(Path image) throws IOException {
        return inKernel(image, CONTENTS);
    }

    String xattrsInKernel(Path image) throws IOException {
        return inKernel(image, XATTRS);
    }
}
