package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Block;
import dev.cairn.app.domain.drive.picture.Content;
import dev.cairn.app.domain.drive.picture.Disk;
import dev.cairn.app.domain.drive.picture.DriveRules;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Machine;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes the picture of a Linux machine at one moment. One thread; made anew for each picture. */
final class LinuxPicture {
    private final Path root;
    private final List<Kept> kept;
    private final SysBlocks blocks;
    private final Map<String, Disk> disks = new HashMap<>();
    private final Map<String, Set<Content>> contents = new HashMap<>();
    private final MountTable table;
    private final LinuxMounts mounts;
    private final LinuxUses uses;

    /** {@code look} says which drives may be read; reading disturbs what is being written. */
    LinuxPicture(Path root, List<Kept> kept, Predicate<Disk> look) {
        this.root = root;
        this.kept = kept;
        this.blocks = new SysBlocks(root);
        UdevDatabase udev = new UdevDatabase(root);
        LinuxHardware hardware = new LinuxHardware(root, blocks, udev);
        blocks.all().stream().filter(SysBlock::drive).forEach(block -> disks.put(block.name(), hardware.disk(block)));
        Predicate<SysBlock> worthLooking = block -> {
            Disk disk = disks.get(block.partition() ? block.parent() : block.name());
            return disk != null && DriveRules.mayBeOffered(disk) && look.test(disk);
        };
        LinuxContents looking = new LinuxContents(blocks, udev, worthLooking);
        blocks.all().forEach(block -> contents.put(block.name(), looking.of(block)));
        this.table = MountTable.read(root.resolve("proc/self/mountinfo"));
        this.mounts = new LinuxMounts(blocks, table, root, this::zfsMembers);
        this.uses = new LinuxUses(blocks, mounts);
    }

    Machine take() {
        uses.mounts(table);
        // Cairn may have a mount namespace of its own; what the first process sees is in use as well.
        uses.mounts(MountTable.read(root.resolve("proc/1/mountinfo")));
        uses.swaps(root.resolve("proc/swaps"));
        uses.kept(kept);
        List<Block> all = blocks.all().stream().map(this::block).toList();
        return new Machine(List.copyOf(disks.values()), all, mounts.systemFound(), LinuxUser.unmounts(root));
    }

    private Block block(SysBlock block) {
        Collection<Content> found = contents.getOrDefault(block.name(), Set.of());
        return new Block(block.name(), below(block), block.layer(), uses.of(block.name()), List.copyOf(found));
    }

    private Set<String> below(SysBlock block) {
        Set<String> found = new LinkedHashSet<>(block.slaves());
        if (block.partition()) {
            found.add(block.parent());
        }
        String file = block.text("loop/backing_file");
        if (!file.isEmpty()) {
            found.addAll(blocks.at(file));
            found.addAll(mounts.behind(file));
        }
        if (block.name().startsWith("zram")) {
            found.addAll(blocks.at(block.text("backing_dev")));
        }
        if (block.name().matches("zd[0-9]+")) {
            found.addAll(zfsMembers());
        }
        found.remove(block.name());
        return found;
    }

    private Set<String> zfsMembers() {
        return contents.entrySet().stream()
                .filter(entry -> entry.getValue().contains(Content.ZFS))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
