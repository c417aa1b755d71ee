package dev.cairn.app.adapter.drive.macos;

import dev.cairn.app.adapter.drive.macos.Plist.Dict;
import dev.cairn.app.domain.drive.picture.Block;
import dev.cairn.app.domain.drive.picture.Bus;
import dev.cairn.app.domain.drive.picture.Content;
import dev.cairn.app.domain.drive.picture.Disk;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a report of macOS into the picture of the machine: disks, slices, APFS containers and their volumes. Pure. */
final class MacPicture {
    private static final Map<String, Content> SLICES = Map.of(
            "apple_corestorage", Content.CORE_STORAGE,
            "53746f72-6167-11aa-aa11-00306543ecac", Content.CORE_STORAGE,
            "apple_raid", Content.APPLE_RAID,
            "apple_raid_offline", Content.APPLE_RAID);

    private final MacReport report;
    private final MacUses uses;
    private final List<Disk> disks = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private MacPicture(MacReport report, List<Kept> kept) {
        this.report = report;
        this.uses = new MacUses(report, kept);
    }

    static Machine of(MacReport report, List<Kept> kept) {
        MacPicture picture = new MacPicture(report, kept);
        report.list().dicts("AllDisksAndPartitions").forEach(picture::whole);
        report.apfs().dicts("Containers").forEach(picture::container);
        return new Machine(picture.disks, picture.blocks, picture.uses.systemFound(), true);
    }

    private void whole(Dict entry) {
        String name = entry.text("DeviceIdentifier");
        Dict info = report.info(name);
        boolean synthesized = entry.has("APFSVolumes") || entry.has("APFSPhysicalStores");
        if (!synthesized) {
            disks.add(disk(name, entry, info));
            blocks.add(block(name, Set.of(), entry));
        }
        for (Dict part : entry.dicts("Partitions")) {
            blocks.add(block(part.text("DeviceIdentifier"), Set.of(name), part));
        }
        for (Dict volume : entry.dicts("APFSVolumes")) {
            blocks.add(block(volume.text("DeviceIdentifier"), Set.of(name), volume));
            for (Dict snapshot : volume.dicts("MountedSnapshots")) {
                String mounted = snapshot.text("SnapshotBSD");
                Set<String> below = Set.of(volume.text("DeviceIdentifier"));
                blocks.add(new Block(
                        mounted, below, false, uses.of(mounted, snapshot.text("SnapshotMountPoint")), List.of()));
            }
        }
    }

    /** A container stands on its physical stores: one slice, or several drives when it is a Fusion drive. */
    private void container(Dict container) {
        Set<String> stores = new LinkedHashSet<>();
        container.dicts("PhysicalStores").forEach(store -> stores.add(store.text("DeviceIdentifier")));
        List<Content> contents = new ArrayList<>();
        if (stores.size() > 1 || container.is("Fusion")) {
            contents.add(Content.APFS_GROUP);
        }
        boolean encrypted = container.dicts("Volumes").stream()
                .anyMatch(volume -> volume.is("Encryption") || volume.is("FileVault") || volume.is("Locked"));
        if (encrypted) {
            contents.add(Content.FILE_VAULT);
        }
        String name = container.text("ContainerReference");
        blocks.add(new Block(name, stores, false, List.of(), contents));
        for (Dict volume : container.dicts("Volumes")) {
            String device = volume.text("DeviceIdentifier");
            blocks.add(new Block(device, Set.of(name), false, uses.roles(volume), List.of()));
        }
    }

    private Block block(String name, Set<String> below, Dict entry) {
        Content group = SLICES.get(entry.text("Content").toLowerCase(Locale.ROOT));
        return new Block(
                name,
                below,
                false,
                uses.of(name, entry.text("MountPoint")),
                group == null ? List.of() : List.of(group));
    }

    private static Disk disk(String name, Dict entry, Dict info) {
        boolean virtual = info.text("VirtualOrPhysical").equals("Virtual");
        long bytes = info.has("TotalSize") ? info.number("TotalSize") : entry.number("Size");
        boolean writable = !info.has("WritableMedia") || info.is("WritableMedia");
        return new Disk(
                name,
                Path.of("/dev/" + name),
                "",
                info.text("MediaName").isEmpty() ? info.text("IORegistryEntryName") : info.text("MediaName"),
                "",
                bytes,
                virtual ? Bus.MADE : MacBus.of(info.text("BusProtocol")),
                info.text("DeviceTreePath"),
                0,
                info.is("RemovableMedia") || info.is("Removable"),
                info.has("Internal") && !info.is("Internal"),
                !writable);
    }
}
