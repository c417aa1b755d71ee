package dev.cairn.image.baseos;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.baseos.BaseOsReport.Missing;
import dev.cairn.image.baseos.BaseOsReport.RootMount;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import dev.cairn.image.layer.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks for kernel, initrd, systemd, systemd-boot, sfdisk and mkfs.ext4, and for squashfs in the initrd. Stateless. */
public final class BaseOsCheck {
    /** Where systemd-boot lies in a Debian root file system. */
    public static final String LOADER = "/usr/lib/systemd/boot/efi/systemd-bootx64.efi";

    private static final String SYSTEMD = "/usr/lib/systemd/systemd";
    private static final int MAX_OS_RELEASE = 64 << 10;

    /** Reads the layers' tables of contents and the whole initrd, and reports; a damaged initrd is {@link ImageProblem#INITRD_CORRUPT}. */
    public BaseOsReport check(List<Layer> layers, Progress progress) {
        try (MergedLayers merged = MergedLayers.open(layers, progress)) {
            BaseOsReport report = check(merged.tree());
            RootDriver driver = new RootDriver(merged.tree(), report.kernelVersion(), progress);
            return KernelFiles.of(merged.tree())
                    .initrd()
                    .map(initrd -> report.with(driver.in(initrd), "/boot, kernel " + report.kernelVersion()))
                    .orElse(report);
        }
    }

    /** Reports on a merged tree without looking into its initrd: that takes as long as unpacking it. */
    public BaseOsReport check(Tree tree) {
        KernelFiles kernel = KernelFiles.of(tree);
        List<Missing> missing = new ArrayList<>();
        if (kernel.kernel().isEmpty()) {
            missing.add(new Missing("kernel", "/boot/vmlinuz-*", "linux-image-amd64"));
        } else if (!startsByFirmware(kernel.kernel().get())) {
            missing.add(
                    new Missing("kernel with an EFI stub", "/boot/vmlinuz-" + kernel.version(), "linux-image-amd64"));
        }
        if (kernel.initrd().isEmpty()) {
            missing.add(new Missing("initrd", "/boot/initrd.img-*", "initramfs-tools"));
        }
        require(tree, missing, new Missing("systemd", SYSTEMD, "systemd-sysv"), "/lib/systemd/systemd");
        require(tree, missing, new Missing("systemd-boot", LOADER, "systemd-boot-efi"), LOADER);
        if (KernelFiles.regular(tree, LOADER)
                .filter(file -> !startsByFirmware(file))
                .isPresent()) {
            missing.add(new Missing("systemd-boot that is an EFI program", LOADER, "systemd-boot-efi"));
        }
        require(tree, missing, new Missing("sfdisk", "/usr/sbin/sfdisk", "fdisk"), "/sbin/sfdisk");
        require(tree, missing, new Missing("mkfs.ext4", "/usr/sbin/mkfs.ext4", "e2fsprogs"), "/sbin/mkfs.ext4");
        return new BaseOsReport(prettyName(tree), architecture(tree), kernel.version(), RootMount.UNKNOWN, missing);
    }

    private static boolean startsByFirmware(Inode file) {
        return EfiProgram.isOne(head(file, EfiProgram.HEAD_BYTES));
    }

    private static void require(Tree tree, List<Missing> missing, Missing what, String otherPath) {
        if (KernelFiles.regular(tree, what.path()).isEmpty()
                && KernelFiles.regular(tree, otherPath).isEmpty()) {
            missing.add(what);
        }
    }

    private static String prettyName(Tree tree) {
        return KernelFiles.regular(tree, "/etc/os-release")
                .or(() -> KernelFiles.regular(tree, "/usr/lib/os-release"))
                .map(inode -> new String(head(inode, MAX_OS_RELEASE), StandardCharsets.UTF_8))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                        .findFirst())
                .orElse("unknown");
    }

    private static String architecture(Tree tree) {
        return KernelFiles.regular(tree, SYSTEMD)
                .flatMap(inode -> ElfFile.of(head(inode, ElfFile.HEAD_BYTES)))
                .map(ElfFile::architecture)
                .orElse("unknown");
    }

    private static byte[] head(Inode inode, int max) {
        if (!(inode.kind() instanceof Inode.Kind.Regular file)) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(max, file.content().size())];
        try (Content.Source source = file.content().open()) {
            source.read(ByteBuffer.wrap(bytes), 0);
            return bytes;
        } catch (IOException e) {
            throw ImageException.io("base-os", file.content().origin(), e);
        }
    }
}
