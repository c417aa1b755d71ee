package dev.cairn.image.baseos;

import dev.cairn.image.cpio.CpioWriter;
import dev.cairn.image.cpio.InitrdReader;
import dev.cairn.image.cpio.JoinedContent;
import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.RawName;
import dev.cairn.image.layer.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The processor microcode that a tree has as firmware, as the kernel wants it before all else: in a plain segment at the very beginning of the
 * initrd, the files of each maker one after another in the order of their names (Linux Documentation/arch/x86/microcode.rst, "Early load microcode").
 * Files that are packed are left to later loading. Immutable.
 *
 * @param makers those of whom there is any
 */
public record EarlyMicrocode(List<Found> makers) {
    private static final String FOLDER = "kernel/x86/microcode/";
    private static final List<String> FOLDERS = List.of("kernel", "kernel/x86", "kernel/x86/microcode");
    private static final Attributes FILE = new Attributes(0644, 0, 0, 0);
    private static final List<String> FIRMWARE = List.of("/usr/lib/firmware/", "/lib/firmware/");
    private static final List<Maker> MAKERS = List.of(
            new Maker("amd-ucode", Pattern.compile("microcode_amd.*\\.bin"), "AuthenticAMD.bin"),
            new Maker("intel-ucode", Pattern.compile("[0-9a-f]{2}-[0-9a-f]{2}-[0-9a-f]{2}"), "GenuineIntel.bin"));

    /** Whose files stand where under which names, and what the kernel calls all of them. */
    private record Maker(String folder, Pattern names, String file) {}

    /** One maker's microcode under the kernel's name for it. */
    public record Found(String file, Content content) {}

    public EarlyMicrocode {
        makers = List.copyOf(makers);
    }

    /** Looks where Debian and others keep firmware. */
    public static EarlyMicrocode of(Tree tree) {
        List<Found> found = new ArrayList<>();
        for (Maker maker : MAKERS) {
            FIRMWARE.stream()
                    .map(folder -> files(tree, folder + maker.folder(), maker.names()))
                    .filter(files -> !files.isEmpty())
                    .findFirst()
                    .ifPresent(files -> found.add(new Found(maker.file(), JoinedContent.of(maker.folder(), files))));
        }
        return new EarlyMicrocode(found);
    }

    private static List<Content> files(Tree tree, String folder, Pattern names) {
        return tree.find(folder).map(Inode::kind).stream()
                .filter(Inode.Kind.Folder.class::isInstance)
                .flatMap(kind -> ((Inode.Kind.Folder) kind).children().keySet().stream())
                .map(RawName::toText)
                .filter(name -> names.matcher(name).matches())
                .flatMap(name -> KernelFiles.regular(tree, folder + "/" + name).stream())
                .map(inode -> ((Inode.Kind.Regular) inode.kind()).content())
                .toList();
    }

    /** The initrd with a segment of this microcode before it; itself where there is none, or where it brings some already. */
    public Content before(Content initrd) {
        if (makers.isEmpty() || brings(initrd)) {
            return initrd;
        }
        CpioWriter segment = new CpioWriter();
        for (String folder : FOLDERS) {
            segment.add(folder, Attributes.FOLDER, new Inode.Kind.Folder());
        }
        for (Found found : makers) {
            segment.add(FOLDER + found.file(), FILE, new Inode.Kind.Regular(found.content()));
        }
        return JoinedContent.of(initrd.origin(), List.of(segment.segment("microcode"), initrd));
    }

    private static boolean brings(Content initrd) {
        boolean[] brings = {false};
        InitrdReader.readFront(initrd, initrd.origin(), (entry, content) -> {
            brings[0] |= entry.regular() && entry.name().startsWith(FOLDER);
            return !brings[0];
        });
        return brings[0];
    }
}
