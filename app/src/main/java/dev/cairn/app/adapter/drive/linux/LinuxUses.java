package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.adapter.drive.linux.MountTable.Mount;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Use;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what each block device is used for: mounts, swap (proc_swaps(5)), and the files that must be kept. */
final class LinuxUses {
    private final Map<String, Set<Use>> uses = new HashMap<>();
    private final SysBlocks blocks;
    private final LinuxMounts behind;

    LinuxUses(SysBlocks blocks, LinuxMounts behind) {
        this.blocks = blocks;
        this.behind = behind;
    }

    List<Use> of(String block) {
        return List.copyOf(uses.getOrDefault(block, Set.of()));
    }

    void mounts(MountTable table) {
        for (Mount mount : table.mounts()) {
            add(behind.behind(mount), LinuxPlaces.purpose(mount.where()), mount.where());
        }
    }

    void swaps(Path file) {
        for (String line : KernelFiles.lines(file)) {
            String path = MountTable.plain(line.split("\\s", 2)[0]);
            if (path.startsWith("/")) {
                List<String> devices = blocks.at(path);
                add(devices.isEmpty() ? behind.behind(path) : devices, Purpose.SWAP, path);
            }
        }
    }

    void kept(List<Kept> places) {
        for (Kept place : places) {
            String path = KernelFiles.real(place.path()).toString();
            add(behind.behind(path), place.purpose(), path);
        }
        for (SysBlock block : blocks.all()) {
            String file = block.text("loop/backing_file");
            places.stream()
                    .filter(place -> place.path().toString().equals(file))
                    .forEach(place -> add(List.of(block.name()), place.purpose(), file));
        }
    }

    private void add(Collection<String> names, Purpose purpose, String about) {
        names.forEach(
                name -> uses.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(new Use(purpose, about)));
    }
}
