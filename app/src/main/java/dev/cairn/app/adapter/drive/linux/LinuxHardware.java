package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Bus;
import dev.cairn.app.domain.drive.picture.Disk;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a drive is from sysfs. */
final class LinuxHardware {
    private final Path root;
    private final SysBlocks blocks;
    private final UdevDatabase udev;

    LinuxHardware(Path root, SysBlocks blocks, UdevDatabase udev) {
        this.root = root;
        this.blocks = blocks;
        this.udev = udev;
    }

    Disk disk(SysBlock block) {
        Path chain = chain(block);
        Bus bus = LinuxBus.of(block, chain);
        return new Disk(
                block.name(),
                blocks.device(block),
                block.number(),
                model(block),
                serial(block, chain),
                block.bytes(),
                bus,
                chain.toString(),
                KernelFiles.number(block.folder().resolve("diskseq")),
                block.is("removable"),
                external(chain),
                block.is("ro"));
    }

    /** The real path of the device; of an NVMe drive with several paths that of its first controller. */
    private Path chain(SysBlock block) {
        if (block.name().startsWith("nvme") && block.folder().toString().contains("/nvme-subsys")) {
            for (Path entry : KernelFiles.entries(block.folder().resolve("..").normalize())) {
                if (KernelFiles.name(entry).matches("nvme[0-9]+")) {
                    return KernelFiles.real(entry);
                }
            }
        }
        return block.folder();
    }

    /** A slot or port above the drive says {@code removable} (Documentation/ABI/testing/sysfs-devices-removable). */
    private boolean external(Path chain) {
        Path device = chain.getParent();
        return KernelFiles.upTo(device == null ? chain : device, root)
                .anyMatch(at -> KernelFiles.text(at.resolve("removable")).equals("removable"));
    }

    private static String model(SysBlock block) {
        String backing = block.text("loop/backing_file");
        if (!backing.isEmpty()) {
            return backing;
        }
        String model = (block.text("device/vendor") + " " + block.text("device/model")).strip();
        model = model.isEmpty() ? block.text("device/name") : model;
        return model.isEmpty() ? block.name() : model.replaceAll("\\s+", " ");
    }

    /** The drive's own serial, or that of the USB device which carries it, or what udev asked the drive for. */
    private String serial(SysBlock block, Path chain) {
        String own = block.text("device/serial");
        if (!own.isEmpty()) {
            return own;
        }
        return KernelFiles.upTo(chain, root)
                .filter(at -> Files.exists(at.resolve("idVendor")))
                .map(at -> KernelFiles.text(at.resolve("serial")))
                .filter(serial -> !serial.isEmpty())
                .findFirst()
                .orElseGet(() -> udev.serial(block));
    }
}
