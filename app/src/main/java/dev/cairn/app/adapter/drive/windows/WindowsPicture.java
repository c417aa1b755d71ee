package dev.cairn.app.adapter.drive.windows;

import dev.cairn.app.adapter.drive.windows.WindowsReport.Item;
import dev.cairn.app.domain.drive.picture.Block;
import dev.cairn.app.domain.drive.picture.Content;
import dev.cairn.app.domain.drive.picture.Disk;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Machine;
import dev.cairn.app.domain.drive.picture.Use;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns a report of Windows into the picture of the machine. Pure. */
final class WindowsPicture {
    private static final int IN_A_POOL = 2;

    private final WindowsReport report;
    private final WindowsVolumes volumes;

    private WindowsPicture(WindowsReport report, List<Kept> kept) {
        this.report = report;
        this.volumes = new WindowsVolumes(report, kept);
    }

    static Machine of(WindowsReport report, List<Kept> kept) {
        WindowsPicture picture = new WindowsPicture(report, kept);
        List<Block> blocks = new ArrayList<>();
        List<Disk> disks = new ArrayList<>();
        report.disks().forEach(disk -> {
            disks.add(disk(disk));
            blocks.add(picture.whole(disk));
        });
        picture.pooled().forEach(disk -> {
            disks.add(pooled(disk));
            blocks.add(new Block(
                    name(disk.text("DeviceId")), Set.of(), false, List.of(), List.of(Content.STORAGE_SPACES)));
        });
        report.partitions().forEach(part -> blocks.add(picture.part(part)));
        boolean systemFound = report.disks().stream().anyMatch(disk -> disk.is("IsBoot"));
        return new Machine(disks, blocks, systemFound, true);
    }

    /** Members of a storage pool have no disk of their own any more. */
    private Stream<Item> pooled() {
        return report.physicalDisks().stream()
                .filter(physical -> report.disks().stream()
                        .noneMatch(disk -> disk.text("Number").equals(physical.text("DeviceId"))))
                .filter(physical -> physical.text("DeviceId").matches("[0-9]+"));
    }

    private static Disk disk(Item disk) {
        String status = disk.text("OperationalStatus");
        boolean medium = !status.equalsIgnoreCase("No Media") && !status.equals("53266");
        return drive(disk, disk.text("Number"), disk.text("Location"), medium ? disk.number("Size") : 0);
    }

    private static Disk pooled(Item physical) {
        return drive(physical, physical.text("DeviceId"), physical.text("PhysicalLocation"), physical.number("Size"));
    }

    private static Disk drive(Item item, String number, String place, long bytes) {
        String path = item.text("Path").isEmpty() ? item.text("UniqueId") : item.text("Path");
        return new Disk(
                name(number),
                Path.of("\\\\.\\" + name(number)),
                "",
                item.text("FriendlyName"),
                item.text("SerialNumber"),
                bytes,
                WindowsBus.of(item.text("BusType")),
                place.isEmpty() ? path : path + " " + place,
                0,
                false,
                false,
                item.is("IsReadOnly"));
    }

    private Block whole(Item disk) {
        String name = name(disk.text("Number"));
        List<Use> uses = new ArrayList<>();
        if (disk.is("IsBoot")) {
            uses.add(new Use(Purpose.SYSTEM, "Windows"));
        }
        if (disk.is("IsSystem")) {
            uses.add(new Use(Purpose.SYSTEM, "boot loader"));
        }
        if (disk.is("IsOffline") && !sameSignature(disk)) {
            uses.add(new Use(Purpose.HELD, "offline"));
        }
        List<Content> contents = new ArrayList<>();
        if (disk.is("IsClustered")) {
            contents.add(Content.FAILOVER_CLUSTER);
        }
        boolean pool = report.physicalDisks().stream()
                .filter(physical -> physical.text("DeviceId").equals(disk.text("Number")))
                .anyMatch(WindowsPicture::inPool);
        if (pool) {
            contents.add(Content.STORAGE_SPACES);
        }
        return new Block(name, Set.of(), false, uses, contents);
    }

    /** Windows takes the second of two equal drives offline: sticks written from one image are such. */
    private static boolean sameSignature(Item disk) {
        String reason = disk.text("OfflineReason");
        return reason.equalsIgnoreCase("Collision") || reason.equals("4");
    }

    private static boolean inPool(Item physical) {
        return physical.texts("CannotPoolReason").stream()
                .anyMatch(reason -> reason.equalsIgnoreCase("In a Pool") || reason.equals("" + IN_A_POOL));
    }

    private Block part(Item part) {
        String disk = name(part.text("DiskNumber"));
        String name = disk + " partition " + part.text("PartitionNumber");
        return new Block(name, Set.of(disk), false, volumes.uses(part), volumes.contents(part));
    }

    private static String name(String number) {
        return "PhysicalDrive" + number;
    }
}
