package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.Drive.Refusal;
import dev.cairn.app.domain.drive.DriveEnumerator;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Block devices from sysfs (docs.kernel.org/admin-guide/abi-stable.html, sysfs-block). A drive is offered only when nothing
 * speaks against it; what cannot be found out speaks against it.
 */
public final class LinuxDrives implements DriveEnumerator {
    private static final int SECTOR = 512;
    private static final Set<String> OFFERED_BUSES = Set.of("usb", "mmc", "loop");

    private final Path sys;
    private final Path devices;
    private final LinuxUsage usage;

    /** {@code root} is the folder that holds sys, proc and dev: {@code /} but for fixtures. */
    public LinuxDrives(Path root) {
        this.sys = root.resolve("sys");
        this.devices = root.resolve("dev");
        this.usage = new LinuxUsage(root.resolve("proc"));
    }

    @Override
    public List<Drive> list() {
        List<Drive> found = new ArrayList<>();
        LinuxUsage.Now now = usage.now();
        try (DirectoryStream<Path> blocks = Files.newDirectoryStream(sys.resolve("block"))) {
            for (Path block : blocks) {
                if (isDrive(block)) {
                    found.add(drive(block, now));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Drive::bus)
                .thenComparing(drive -> drive.device().toString()));
        return found;
    }

    private static boolean isDrive(Path block) {
        String name = String.valueOf(block.getFileName());
        boolean made = name.matches("(ram|zram|dm-|md|sr|fd|nbd|drbd|zd).*");
        boolean idleLoop = name.startsWith("loop") && !Files.exists(block.resolve("loop/backing_file"));
        return !made && !idleLoop;
    }

    private Drive drive(Path block, LinuxUsage.Now now) {
        String name = String.valueOf(block.getFileName());
        Path device = devices.resolve(name);
        String path = target(block);
        String bus = bus(name, path);
        long bytes = number(block.resolve("size")) * SECTOR;
        boolean removable = number(block.resolve("removable")) == 1;
        Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        if (bytes == 0) {
            refusals.add(Refusal.NO_MEDIUM);
        }
        if (number(block.resolve("ro")) == 1) {
            refusals.add(Refusal.READ_ONLY);
        }
        if (!removable && !OFFERED_BUSES.contains(bus)) {
            refusals.add(Refusal.NOT_REMOVABLE);
        }
        addUse(block, device, now, refusals);
        return new Drive(
                device,
                model(block, name),
                serial(block),
                bytes,
                bus,
                path,
                number(block.resolve("diskseq")),
                removable,
                List.copyOf(refusals));
    }

    /** Looks at the whole drive and at each of its partitions. */
    private void addUse(Path block, Path device, LinuxUsage.Now now, Set<Refusal> refusals) {
        List<Path> parts = new ArrayList<>(List.of(block));
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(block)) {
            for (Path child : inner) {
                if (Files.exists(child.resolve("partition"))) {
                    parts.add(child);
                }
            }
            for (Path part : parts) {
                String name = String.valueOf(part.getFileName());
                refusals.addAll(now.uses(text(part.resolve("dev")), "/dev/" + name));
                if (hasEntries(part.resolve("holders"))) {
                    refusals.add(Refusal.MEMBER);
                }
            }
        } catch (IOException e) {
            refusals.add(Refusal.UNREADABLE);
        }
        if (!refusals.contains(Refusal.NO_MEDIUM) && !refusals.contains(Refusal.NOT_REMOVABLE)) {
            for (Path part : parts) {
                MemberSignature.look(devices.resolve(String.valueOf(part.getFileName())))
                        .ifPresent(refusals::add);
            }
        }
    }

    private static String bus(String name, String path) {
        if (name.startsWith("loop")) {
            return "loop";
        }
        if (path.contains("/usb")) {
            return "usb";
        }
        if (name.startsWith("mmcblk")) {
            return "mmc";
        }
        if (name.startsWith("nvme")) {
            return "nvme";
        }
        if (path.contains("/virtio")) {
            return "virtio";
        }
        return path.contains("/ata") ? "sata" : "other";
    }

    private static String model(Path block, String name) {
        String backing = text(block.resolve("loop/backing_file"));
        if (!backing.isEmpty()) {
            return backing;
        }
        String model = (text(block.resolve("device/vendor")) + " " + text(block.resolve("device/model"))).strip();
        return model.isEmpty() ? name : model.replaceAll("\\s+", " ");
    }

    /** The drive's own serial, or that of the USB device which carries it. */
    private static String serial(Path block) {
        String own = text(block.resolve("device/serial"));
        if (!own.isEmpty()) {
            return own;
        }
        try {
            Path at = block.resolve("device").toRealPath();
            for (int i = 0; i < 8 && at != null; i++) {
                String serial = text(at.resolve("serial"));
                if (!serial.isEmpty() && Files.exists(at.resolve("idVendor"))) {
                    return serial;
                }
                at = at.getParent();
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }

    private static String target(Path block) {
        try {
            return block.toRealPath().toString();
        } catch (IOException e) {
            return block.toString();
        }
    }

    private static boolean hasEntries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext();
        }
    }

    private static long number(Path file) {
        String text = text(file);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Files.readString(file).replaceAll("\\p{Cntrl}", "").strip()
                    : "";
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
