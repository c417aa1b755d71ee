package dev.cairn.image.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The kernel command line of a slot.
 *
 * @param partition GUID of the slot's partition
 * @param machineId once known, given on so that it survives updates
 * @param extra further words, added at the end
 */
public record KernelCommandLine(
        UUID partition, SlotName slot, String releaseDigest, Optional<String> machineId, List<String> extra) {
    public KernelCommandLine {
        extra = List.copyOf(extra);
    }

    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                "root=PARTUUID=" + partition,
                "rootfstype=squashfs",
                "ro",
                "panic=10",
                "quiet",
                "systemd.show_status=error",
                "cairn.slot=" + slot.id(),
                "cairn.release=" + releaseDigest,
                "console=tty0",
                "console=ttyS0,115200"));
        machineId.ifPresent(id -> words.add("systemd.machine_id=" + id));
        words.addAll(extra);
        return List.copyOf(words);
    }
}
