package dev.cairn.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;

/** A base OS that passes every check before the boot and whose kernel then panics: its initrd is noise. */
final class BrokenRoot {
    private BrokenRoot() {}

    static Path of(Path goodTar, Path folder) throws Exception {
        Path broken = folder.resolve("debian-13-broken-initrd.tar");
        Files.copy(goodTar, broken, StandardCopyOption.REPLACE_EXISTING);
        List<String> initrds = Tool.run("tar", "--list", "--file", broken.toString())
                .lines()
                .filter(name -> name.startsWith("./boot/initrd.img-"))
                .toList();
        String initrd = initrds.getFirst();
        byte[] noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        Path tree = folder.resolve("broken-tree");
        Path file = tree.resolve(initrd).normalize();
        Files.createDirectories(file.getParent());
        Files.write(file, noise);
        EditedTar.replace(broken, tree, initrd);
        return broken;
    }
}
