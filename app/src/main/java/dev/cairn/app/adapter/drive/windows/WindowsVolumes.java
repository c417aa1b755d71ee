package dev.cairn.app.adapter.drive.windows;

import dev.cairn.app.adapter.drive.windows.WindowsReport.Item;
import dev.cairn.app.domain.drive.picture.Content;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Use;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the partitions of Windows are used for, and what stands on them. Pure. */
final class WindowsVolumes {
    private static final Map<String, Content> TYPES = Map.of(
            "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", Content.DYNAMIC_DISK,
            "af9b60a0-1431-4f62-bc68-3311714a69ad", Content.DYNAMIC_DISK,
            "e75caf8f-f680-4cee-afa3-b001e56efc2d", Content.STORAGE_SPACES);
    private static final int DYNAMIC_MBR = 0x42;

    private final WindowsReport report;
    private final List<Kept> kept;

    WindowsVolumes(WindowsReport report, List<Kept> kept) {
        this.report = report;
        this.kept = kept;
    }

    List<Use> uses(Item part) {
        List<Use> found = new ArrayList<>();
        if (part.is("IsBoot")) {
            found.add(new Use(Purpose.SYSTEM, "Windows"));
        }
        if (part.is("IsSystem")) {
            found.add(new Use(Purpose.SYSTEM, "boot loader"));
        }
        for (String path : part.texts("AccessPaths")) {
            if (!path.startsWith("\\\\?\\")) {
                // A letter is given to whatever is plugged in; a folder is chosen by somebody.
                found.add(new Use(path.length() <= 3 ? Purpose.DESKTOP_MOUNT : Purpose.MOUNT, path));
            }
        }
        for (Item file : report.pageFiles()) {
            if (liesOn(file.text("Name"), part)) {
                found.add(new Use(Purpose.SWAP, file.text("Name")));
            }
        }
        for (Kept place : kept) {
            String path = place.path().toString();
            if (liesOn(path, part)) {
                found.add(new Use(place.purpose(), path));
            }
        }
        return found;
    }

    List<Content> contents(Item part) {
        List<Content> found = new ArrayList<>();
        String type = part.text("GptType").toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
        Content group = TYPES.get(type);
        if (group != null) {
            found.add(group);
        } else if (part.number("MbrType") == DYNAMIC_MBR) {
            found.add(Content.DYNAMIC_DISK);
        }
        if (encrypted(part)) {
            found.add(Content.BITLOCKER);
        }
        return found;
    }

    /** A locked volume has no readable file system; its file system type is then told as unknown. */
    private boolean encrypted(Item part) {
        for (Item volume : report.bitLocker()) {
            boolean here = part.texts("AccessPaths").stream().anyMatch(path -> same(path, volume.text("MountPoint")));
            String status = volume.text("VolumeStatus");
            boolean plain = status.equalsIgnoreCase("FullyDecrypted") || status.equals("0");
            boolean locked = volume.text("LockStatus").equalsIgnoreCase("Locked")
                    || volume.text("LockStatus").equals("1");
            if (here && (!plain || locked)) {
                return true;
            }
        }
        return report.volumes().stream()
                .filter(volume -> part.texts("AccessPaths").stream().anyMatch(path -> same(path, volume.text("Path"))))
                .anyMatch(volume -> volume.text("FileSystem").equalsIgnoreCase("FVE-FS")
                        || volume.text("FileSystemType").equalsIgnoreCase("FVE-FS"));
    }

    /** Whether of all partitions this one has the longest access path above the file. */
    private boolean liesOn(String file, Item part) {
        int here = depth(file, part);
        return here > 0 && report.partitions().stream().allMatch(other -> depth(file, other) <= here);
    }

    private static int depth(String file, Item part) {
        String path = file.toLowerCase(Locale.ROOT);
        return part.texts("AccessPaths").stream()
                .map(access -> access.toLowerCase(Locale.ROOT))
                .filter(path::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static boolean same(String first, String second) {
        return strip(first).equalsIgnoreCase(strip(second));
    }

    private static String strip(String path) {
        return path.endsWith("\\") ? path.substring(0, path.length() - 1) : path;
    }
}
