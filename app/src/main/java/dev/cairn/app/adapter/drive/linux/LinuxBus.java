package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Bus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells the bus from the chain of devices in the sysfs path (Linux Documentation/admin-guide/sysfs-rules), and for some from the name. */
final class LinuxBus {
    private record Mark(Pattern chain, Bus bus) {}

    private static final Map<String, Bus> NAMES = Map.of(
            "loop",
            Bus.LOOP,
            "nbd",
            Bus.NETWORK,
            "rbd",
            Bus.NETWORK,
            "etherd",
            Bus.NETWORK,
            "mspblk",
            Bus.MEMORY_STICK,
            "vd",
            Bus.VIRTIO,
            "xvd",
            Bus.HYPERVISOR);

    /** The first that fits decides: what is plugged in comes before what stands behind it. */
    private static final List<Mark> CHAINS = List.of(
            mark("/session[0-9]+/target", Bus.ISCSI),
            mark("/rport-[0-9]", Bus.FIBRE_CHANNEL),
            mark("/nvme-fabrics/", Bus.NETWORK),
            mark("/usb[0-9]+/", Bus.USB),
            mark("/fw[0-9]+", Bus.FIREWIRE),
            mark("/ata[0-9]+/", Bus.SATA),
            mark("/end_device-[0-9]", Bus.SAS),
            mark("(ufshc|/ufs)", Bus.UFS),
            mark("(?i)/vmbus", Bus.HYPERVISOR),
            mark("/nvme/", Bus.NVME),
            mark("/virtio[0-9]+/", Bus.VIRTIO),
            mark("/host[0-9]+/", Bus.SCSI),
            mark("/devices/virtual/", Bus.MADE));

    private LinuxBus() {}

    static Bus of(SysBlock block, Path chain) {
        String name = block.name().replaceAll("[!0-9].*", "");
        if (name.equals("mmcblk")) {
            // What does not say that it is a card is soldered.
            return block.text("device/type").startsWith("SD") ? Bus.SD_CARD : Bus.EMMC;
        }
        if (name.equals("nvme")) {
            String transport = block.text("device/transport");
            boolean near = transport.isEmpty() || transport.equals("pcie");
            Bus byChain = ofChain(chain);
            return !near || byChain == Bus.NETWORK ? Bus.NETWORK : byChain == Bus.USB ? Bus.USB : Bus.NVME;
        }
        Bus named = NAMES.get(name.startsWith("vd") ? "vd" : name.startsWith("xvd") ? "xvd" : name);
        return named != null ? named : ofChain(chain);
    }

    private static Bus ofChain(Path chain) {
        String path = chain.toString();
        return CHAINS.stream()
                .filter(mark -> mark.chain().matcher(path).find())
                .map(Mark::bus)
                .findFirst()
                .orElse(Bus.OTHER);
    }

    private static Mark mark(String chain, Bus bus) {
        return new Mark(Pattern.compile(chain), bus);
    }
}
