package dev.cairn.app.adapter.drive.macos;

import dev.cairn.app.adapter.drive.macos.Plist.Dict;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Use;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the volumes of macOS are used for. Pure. */
final class MacUses {
    private static final Set<String> SYSTEM = Set.of("/", "/private/var", "/private/var/vm", "/Users", "/nix");

    private final MacReport report;
    private final List<Kept> kept;
    private final Map<String, String> mounts = new HashMap<>();

    MacUses(MacReport report, List<Kept> kept) {
        this.report = report;
        this.kept = kept;
        for (Dict whole : report.list().dicts("AllDisksAndPartitions")) {
            remember(whole);
            whole.dicts("Partitions").forEach(this::remember);
            for (Dict volume : whole.dicts("APFSVolumes")) {
                remember(volume);
                volume.dicts("MountedSnapshots")
                        .forEach(snapshot ->
                                mounts.put(snapshot.text("SnapshotBSD"), snapshot.text("SnapshotMountPoint")));
            }
        }
    }

    private void remember(Dict entry) {
        mounts.put(entry.text("DeviceIdentifier"), entry.text("MountPoint"));
    }

    boolean systemFound() {
        return mounts.containsValue("/");
    }

    List<Use> of(String device, String mountPoint) {
        List<Use> found = new ArrayList<>();
        if (!mountPoint.isEmpty()) {
            found.add(new Use(purpose(mountPoint), mountPoint));
        }
        if (mountPoint.equals("/System/Volumes/VM") || mountPoint.equals("/private/var/vm")) {
            found.add(new Use(Purpose.SWAP, mountPoint));
        }
        boolean backup = report.backups().dicts("Destinations").stream()
                .anyMatch(destination ->
                        !mountPoint.isEmpty() && destination.text("MountPoint").equals(mountPoint));
        if (backup) {
            found.add(new Use(Purpose.BACKUP, mountPoint));
        }
        for (Kept place : kept) {
            String path = place.path().toString();
            if (holding(path).equals(device)) {
                found.add(new Use(place.purpose(), path));
            }
        }
        return found;
    }

    /** The role of a volume tells what it is for also while it is not mounted. */
    List<Use> roles(Dict volume) {
        boolean backup = volume.texts("Roles").contains("Backup");
        return backup ? List.of(new Use(Purpose.BACKUP, volume.text("Name"))) : List.of();
    }

    private static Purpose purpose(String mountPoint) {
        if (SYSTEM.contains(mountPoint) || mountPoint.startsWith("/System/Volumes/")) {
            return Purpose.SYSTEM;
        }
        return mountPoint.startsWith("/Volumes/") ? Purpose.DESKTOP_MOUNT : Purpose.MOUNT;
    }

    private String holding(String path) {
        String best = "";
        String device = "";
        for (Map.Entry<String, String> mount : mounts.entrySet()) {
            String where = mount.getValue();
            boolean holds = path.equals(where) || path.startsWith(where.endsWith("/") ? where : where + "/");
            if (!where.isEmpty() && holds && where.length() > best.length()) {
                best = where;
                device = mount.getKey();
            }
        }
        return device;
    }
}
