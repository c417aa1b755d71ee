package dev.cairn.image.baseos;

import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.RawName;
import dev.cairn.image.layer.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel that a tree boots: of those in {@code /boot} the newest that has an initrd, else the newest.
 *
 * @param version as in the kernel's file name, empty when there is no kernel
 */
public record KernelFiles(String version, Optional<Inode> kernel, Optional<Inode> initrd) {
    private static final Pattern KERNEL = Pattern.compile("vmlinu[xz]-(.+)");
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,18}");

    /** Looks at names as Debian, Fedora and openSUSE write them. */
    public static KernelFiles of(Tree tree) {
        return names(tree).stream()
                .map(KERNEL::matcher)
                .filter(Matcher::matches)
                .map(name -> of(tree, name.group(1), name.group()))
                .filter(found -> found.kernel.isPresent())
                .max(Comparator.comparing((KernelFiles found) -> found.initrd.isPresent())
                        .thenComparing(found -> sortable(found.version)))
                .orElse(new KernelFiles("", Optional.empty(), Optional.empty()));
    }

    private static KernelFiles of(Tree tree, String version, String name) {
        Optional<Inode> initrd =
                List.of("initrd.img-" + version, "initramfs-" + version + ".img", "initrd-" + version).stream()
                        .map(file -> regular(tree, "/boot/" + file))
                        .flatMap(Optional::stream)
                        .findFirst();
        return new KernelFiles(version, regular(tree, "/boot/" + name), initrd);
    }

    static Optional<Inode> regular(Tree tree, String path) {
        return tree.find(path)
                .filter(inode -> inode.kind() instanceof Inode.Kind.Regular file
                        && file.content().size() > 0);
    }

    private static List<String> names(Tree tree) {
        return tree.find("/boot").map(Inode::kind).stream()
                .filter(Inode.Kind.Folder.class::isInstance)
                .flatMap(kind -> ((Inode.Kind.Folder) kind).children().keySet().stream())
                .map(RawName::toText)
                .toList();
    }

    /** Pads numbers so that 6.12.10 sorts after 6.12.9. */
    private static String sortable(String version) {
        return NUMBERS.matcher(version)
                .replaceAll(number -> "0".repeat(20 - number.group().length()) + number.group());
    }
}
