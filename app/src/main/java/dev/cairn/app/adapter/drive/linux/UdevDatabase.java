package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What udev's blkid found on a device: {@code /run/udev/data/bMAJ:MIN}, lines {@code E:NAME=value}. It needs neither root nor a read of
 * the device, so that ordinary users and sleeping drives are served too.
 */
final class UdevDatabase {
    private static final Map<String, Content> TYPES = Map.ofEntries(
            Map.entry("crypto_LUKS", Content.LUKS),
            Map.entry("BitLocker", Content.BITLOCKER),
            Map.entry("LVM2_member", Content.LVM),
            Map.entry("LVM1_member", Content.LVM),
            Map.entry("linux_raid_member", Content.LINUX_RAID),
            Map.entry("isw_raid_member", Content.FIRMWARE_RAID),
            Map.entry("ddf_raid_member", Content.FIRMWARE_RAID),
            Map.entry("zfs_member", Content.ZFS),
            Map.entry("bcache", Content.BCACHE),
            Map.entry("drbd", Content.DRBD),
            Map.entry("ceph_bluestore", Content.CEPH),
            Map.entry("vdo", Content.VDO),
            Map.entry("stratis", Content.STRATIS),
            Map.entry("mpath_member", Content.MULTIPATH),
            Map.entry("VMFS_volume_member", Content.VMFS),
            Map.entry("swap", Content.SWAP_AREA),
            Map.entry("swsuspend", Content.SUSPENDED));

    private final Path folder;

    UdevDatabase(Path root) {
        this.folder = root.resolve("run/udev/data");
    }

    /** Whether udev finished with this device, so that no finding means that there is nothing to find. */
    boolean knows(SysBlock block) {
        return Files.isRegularFile(file(block)) && !properties(block).isEmpty();
    }

    Set<Content> contents(SysBlock block) {
        Map<String, String> properties = properties(block);
        Set<Content> found = EnumSet.noneOf(Content.class);
        Content content = TYPES.get(properties.getOrDefault("ID_FS_TYPE", ""));
        if (content != null) {
            found.add(content);
        }
        PartitionTypes.of(properties.getOrDefault("ID_PART_ENTRY_TYPE", "")).ifPresent(found::add);
        return found;
    }

    String serial(SysBlock block) {
        return properties(block).getOrDefault("ID_SERIAL_SHORT", "");
    }

    private Path file(SysBlock block) {
        return folder.resolve("b" + block.number());
    }

    private Map<String, String> properties(SysBlock block) {
        Map<String, String> found = new HashMap<>();
        for (String line : KernelFiles.lines(file(block))) {
            int equals = line.indexOf('=');
            if (line.startsWith("E:") && equals > 2) {
                found.put(line.substring(2, equals), line.substring(equals + 1));
            }
        }
        return found;
    }
}
