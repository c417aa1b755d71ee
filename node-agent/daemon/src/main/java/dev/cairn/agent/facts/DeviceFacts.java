package dev.cairn.agent.facts;

import dev.cairn.protocol.NodeFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Disks and network interfaces, from sysfs (Documentation/ABI/stable/sysfs-block, testing/sysfs-class-net). */
final class DeviceFacts {
    private static final Pattern NOT_A_DISK = Pattern.compile("(loop|ram|zram|dm-|md|sr|fd|nbd)\\d*.*");
    private static final int SECTOR_BYTES = 512;

    private final SysFiles files;

    DeviceFacts(SysFiles files) {
        this.files = files;
    }

    List<NodeFacts.Disk> disks() {
        return files.list("sys/block").stream()
                .filter(name -> !NOT_A_DISK.matcher(name).matches())
                .map(this::disk)
                .toList();
    }

    private NodeFacts.Disk disk(String name) {
        String folder = "sys/block/" + name + "/";
        Optional<String> serial = files.text(folder + "device/serial")
                .or(() -> files.text(folder + "serial"))
                .or(() -> files.text(folder + "device/vpd_pg80")
                        .map(page -> page.replaceAll("[^ -~]", "").strip()))
                .filter(text -> !text.isEmpty());
        return new NodeFacts.Disk(
                name,
                files.number(folder + "size").orElse(0L) * SECTOR_BYTES,
                files.text(folder + "device/model").orElse(null),
                serial.orElse(null),
                transport(name),
                files.number(folder + "queue/rotational").orElse(0L) == 1,
                files.number(folder + "removable").orElse(0L) == 1);
    }

    /** The bus stands in the path that the link in /sys/block leads to; where there is no link, the name tells. */
    private String transport(String name) {
        String path = realPath("sys/block/" + name);
        if (path.contains("/usb")) {
            return "usb";
        }
        if (name.startsWith("nvme")) {
            return "nvme";
        }
        if (name.startsWith("mmcblk")) {
            return "mmc";
        }
        if (name.startsWith("vd") || path.contains("/virtio")) {
            return "virtio";
        }
        if (path.contains("/ata")) {
            return "sata";
        }
        return name.startsWith("sd") ? "scsi" : "other";
    }

    List<NodeFacts.Nic> nics() {
        return files.list("sys/class/net").stream()
                .filter(name -> files.exists("sys/class/net/" + name + "/device"))
                .map(this::nic)
                .toList();
    }

    private NodeFacts.Nic nic(String name) {
        String folder = "sys/class/net/" + name + "/";
        return new NodeFacts.Nic(
                name,
                files.text(folder + "address").orElse(""),
                files.linkName(folder + "device/driver").orElse(null),
                files.number(folder + "speed")
                        .filter(speed -> speed > 0)
                        .map(Long::intValue)
                        .orElse(null),
                files.text(folder + "operstate").filter("up"::equals).isPresent(),
                addresses(name));
    }

    private static List<String> addresses(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return found == null
                    ? List.of()
                    : Collections.list(found.getInetAddresses()).stream()
                            .map(InetAddress::getHostAddress)
                            .map(address -> address.replaceFirst("%.*", ""))
                            .toList();
        } catch (SocketException gone) {
            return List.of();
        }
    }

    private String realPath(String path) {
        try {
            Path real = files.path(path).toRealPath();
            return real.toString();
        } catch (IOException absent) {
            return "";
        }
    }
}
