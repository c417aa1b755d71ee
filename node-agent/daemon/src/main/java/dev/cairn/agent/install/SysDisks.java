package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The disks of this machine from sysfs (Documentation/ABI/stable/sysfs-block) and what udev found on them. Devices made by software, optical
 * and floppy drives, and the boot areas of eMMC are none. Stateless.
 */
public final class SysDisks {
    private static final Pattern NOT_A_DISK = Pattern.compile(
            "(loop|ram|zram|dm-|md|sr|scd|fd|nbd|rbd|drbd|bcache|mtd|ubi|pmem|zd)\\d.*|mmcblk\\d+(boot\\d+|rpmb|gp\\d+)");

    private static final int SECTOR_BYTES = 512;

    private final SysFiles files;
    private final UdevFindings udev;

    /** @param root / outside tests */
    public SysDisks(Path root) {
        this.files = new SysFiles(root);
        this.udev = new UdevFindings(files);
    }

    /** All disks in the order of their names. */
    public List<MachineDisk> all() {
        InUse used = InUse.read(files);
        Optional<String> booted = booted();
        return names().map(name -> disk(name, used, booted)).toList();
    }

    /** The name of the disk that holds the running root file system. */
    public Optional<String> booted() {
        Optional<String> number = InUse.rootNumber(files);
        return number.flatMap(
                root -> names().filter(name -> numbers(name).contains(root)).findFirst());
    }

    private Stream<String> names() {
        return files.list("sys/block").stream()
                .filter(name -> !NOT_A_DISK.matcher(name).matches())
                .filter(name -> files.number(folder(name) + "hidden").orElse(0L) == 0);
    }

    private MachineDisk disk(String name, InUse used, Optional<String> booted) {
        String folder = folder(name);
        String number = files.text(folder + "dev").orElse("");
        String chain = chain(name);
        List<Refusal> refusals = new ArrayList<>(DiskBus.refusals(files, folder, chain, name));
        if (booted.isEmpty()) {
            refusals.add(Refusal.BOOT_DISK_UNKNOWN);
        } else if (booted.get().equals(name)) {
            refusals.add(0, Refusal.BOOTED);
        } else if (used.any(numbers(name)) || hasHolders(name)) {
            refusals.add(Refusal.IN_USE);
        }
        return new MachineDisk(
                name,
                number,
                files.number(folder + "diskseq").orElse(0L),
                files.number(folder + "size").orElse(0L) * SECTOR_BYTES,
                model(folder),
                serial(folder, number),
                DiskBus.word(chain, name),
                paths(name),
                udev.whole(number),
                parts(name),
                refusals);
    }

    private List<MachineDisk.Part> parts(String name) {
        return children(name)
                .map(child -> {
                    String folder = folder(name) + child + "/";
                    String number = files.text(folder + "dev").orElse("");
                    return new MachineDisk.Part(
                            child,
                            files.number(folder + "size").orElse(0L) * SECTOR_BYTES,
                            udev.fileSystem(number),
                            udev.label(number));
                })
                .toList();
    }

    private Set<String> numbers(String name) {
        return Stream.concat(Stream.of(folder(name)), children(name).map(child -> folder(name) + child + "/"))
                .flatMap(folder -> files.text(folder + "dev").stream())
                .collect(Collectors.toSet());
    }

    private boolean hasHolders(String name) {
        return Stream.concat(Stream.of(folder(name)), children(name).map(child -> folder(name) + child + "/"))
                .anyMatch(folder -> !files.list(folder + "holders").isEmpty());
    }

    private Stream<String> children(String name) {
        return files.list("sys/block/" + name).stream()
                .filter(child -> files.exists(folder(name) + child + "/partition"));
    }

    private String model(String folder) {
        String model = (files.text(folder + "device/vendor").orElse("") + " "
                        + files.text(folder + "device/model")
                                .or(() -> files.text(folder + "device/name"))
                                .orElse(""))
                .strip();
        // Virtio says its vendor as a number.
        return model.matches("0x[0-9a-f]+") ? "" : model.replaceAll("\\s+", " ");
    }

    private String serial(String folder, String number) {
        return files.text(folder + "device/serial")
                .or(() -> files.text(folder + "serial"))
                .or(() -> Optional.of(udev.serial(number)).filter(serial -> !serial.isEmpty()))
                .or(() -> files.text(folder + "device/vpd_pg80")
                        .map(page -> page.replaceAll("[^ -~]", "").strip()))
                .orElse("");
    }

    private Set<String> paths(String name) {
        return files.list("dev/disk/by-path").stream()
                .filter(link -> files.linkName("dev/disk/by-path/" + link)
                        .filter(name::equals)
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** The real path of the device; of an NVMe drive with several paths that of its first controller. */
    private String chain(String name) {
        try {
            Path real = files.path("sys/block/" + name).toRealPath();
            if (!real.toString().contains("/nvme-subsys")) {
                return real.toString();
            }
            Path subsystem = real.resolveSibling("");
            try (Stream<Path> entries = Files.list(subsystem.normalize())) {
                Optional<Path> controller = entries.filter(
                                entry -> entry.getFileName().toString().matches("nvme\\d+"))
                        .sorted()
                        .findFirst();
                return controller.isPresent() ? controller.get().toRealPath().toString() : real.toString();
            }
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String folder(String name) {
        return "sys/block/" + name + "/";
    }
}
