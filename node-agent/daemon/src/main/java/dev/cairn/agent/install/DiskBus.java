package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells from the chain of devices in sysfs whether a disk is built in (Documentation/admin-guide/sysfs-rules). Stateless. */
final class DiskBus {
    private static final List<Mark> OUTSIDE = List.of(
            new Mark(Refusal.USB, Pattern.compile("/usb\\d+/")),
            new Mark(Refusal.EXTERNAL, Pattern.compile("/fw\\d+")),
            new Mark(Refusal.NETWORK, Pattern.compile("/session\\d+/|/rport-\\d|/nvme-fabrics/")));

    private DiskBus() {}

    private record Mark(Refusal refusal, Pattern chain) {}

    /** What of its hardware speaks against a disk. */
    static List<Refusal> refusals(SysFiles files, String folder, String chain, String name) {
        List<Refusal> found = new ArrayList<>();
        OUTSIDE.stream()
                .filter(mark -> mark.chain().matcher(chain).find())
                .map(Mark::refusal)
                .forEach(found::add);
        boolean far = name.startsWith("nvme")
                && files.text(folder + "device/transport")
                        .filter(transport -> !transport.equals("pcie"))
                        .isPresent();
        if (far && !found.contains(Refusal.NETWORK)) {
            found.add(Refusal.NETWORK);
        }
        if (name.startsWith("mmcblk")
                && files.text(folder + "device/type").filter("MMC"::equals).isEmpty()) {
            found.add(Refusal.CARD);
        }
        if (files.number(folder + "removable").orElse(0L) == 1) {
            found.add(Refusal.REMOVABLE);
        }
        if (isOutside(chain) && found.isEmpty()) {
            found.add(Refusal.EXTERNAL);
        }
        if (files.number(folder + "size").orElse(0L) == 0) {
            found.add(Refusal.NO_MEDIUM);
        }
        if (files.number(folder + "ro").orElse(0L) == 1) {
            found.add(Refusal.READ_ONLY);
        }
        return found;
    }

    /** A slot or port above the disk says {@code removable} (Documentation/ABI/testing/sysfs-devices-removable). */
    private static boolean isOutside(String chain) {
        Path at = Path.of(chain);
        // The disk's own file says 0 or 1 and is about its medium.
        SysFiles absolute = new SysFiles(Path.of("/"));
        for (Path above = at.getParent(); above != null; above = above.getParent()) {
            if (absolute.text(above.resolve("removable").toString().substring(1))
                    .filter("removable"::equals)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** One word for the console. */
    static String word(String chain, String name) {
        if (chain.contains("/usb")) {
            return "usb";
        }
        if (name.startsWith("nvme")) {
            return "nvme";
        }
        if (name.startsWith("mmcblk")) {
            return "mmc";
        }
        if (name.startsWith("vd") || chain.contains("/virtio")) {
            return "virtio";
        }
        return chain.contains("/ata") ? "sata" : "scsi";
    }
}
