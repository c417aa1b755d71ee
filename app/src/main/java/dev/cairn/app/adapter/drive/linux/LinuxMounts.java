package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.adapter.drive.linux.MountTable.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Finds the block devices behind mounts and paths, also where the kernel names none: btrfs, ZFS, overlays. */
final class LinuxMounts {
    private static final Set<String> NO_DEVICE =
            Set.of("tmpfs", "ramfs", "rootfs", "nfs", "nfs4", "9p", "virtiofs", "cifs", "ceph");

    private final SysBlocks blocks;
    private final MountTable table;
    private final List<Set<String>> groups = new ArrayList<>();
    private final Supplier<Set<String>> zfs;

    /** {@code zfs} names the members of pools: a pool does not say which they are. */
    LinuxMounts(SysBlocks blocks, MountTable table, Path root, Supplier<Set<String>> zfs) {
        this.blocks = blocks;
        this.table = table;
        this.zfs = zfs;
        for (Path group : KernelFiles.entries(root.resolve("sys/fs/btrfs"))) {
            groups.add(Set.copyOf(KernelFiles.names(group.resolve("devices"))));
        }
    }

    Set<String> behind(Mount mount) {
        return behind(mount, new HashSet<>());
    }

    Set<String> behind(String path) {
        return table.holding(path).map(this::behind).orElse(Set.of());
    }

    /** Whether it is known on which devices, or that on none, the root file system lies. */
    boolean systemFound() {
        Mount root = table.holding("/").orElse(null);
        if (root == null) {
            return false;
        }
        boolean live = table.mounts().stream().anyMatch(mount -> LinuxPlaces.liveMedium(mount.where()));
        return live || rests(root, new HashSet<>());
    }

    private boolean rests(Mount mount, Set<Mount> seen) {
        if (NO_DEVICE.contains(mount.type()) || !behind(mount).isEmpty()) {
            return true;
        }
        List<Mount> below = overlaid(mount);
        return seen.add(mount) && !below.isEmpty() && below.stream().allMatch(one -> rests(one, seen));
    }

    private Set<String> behind(Mount mount, Set<Mount> seen) {
        Set<String> found = new LinkedHashSet<>();
        blocks.numbered(mount.number()).ifPresent(found::add);
        found.addAll(blocks.at(mount.source()));
        if (mount.type().equals("zfs")) {
            found.addAll(zfs.get());
        }
        groups.stream()
                .filter(group -> group.stream().anyMatch(found::contains))
                .forEach(found::addAll);
        if (seen.add(mount)) {
            overlaid(mount).forEach(below -> found.addAll(behind(below, seen)));
        }
        return found;
    }

    private List<Mount> overlaid(Mount mount) {
        return mount.overlaid().stream()
                .flatMap(folder -> table.holding(folder).stream())
                .filter(below -> !below.equals(mount))
                .toList();
    }
}
