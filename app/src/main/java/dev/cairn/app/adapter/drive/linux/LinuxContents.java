package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** What stands on a block device: as udev knows it, and by looking where that decides anything. */
final class LinuxContents {
    private final SysBlocks blocks;
    private final UdevDatabase udev;
    private final Predicate<SysBlock> worthLooking;

    LinuxContents(SysBlocks blocks, UdevDatabase udev, Predicate<SysBlock> worthLooking) {
        this.blocks = blocks;
        this.udev = udev;
        this.worthLooking = worthLooking;
    }

    Set<Content> of(SysBlock block) {
        Set<Content> found = EnumSet.noneOf(Content.class);
        found.addAll(udev.contents(block));
        if (worthLooking.test(block)) {
            Path device = blocks.device(block);
            boolean ordinaryUser = Files.exists(device) && !Files.isReadable(device);
            // An ordinary user may not read drives; what udev found as root is as good, but only if it looked at all.
            if (!ordinaryUser || !udev.knows(block)) {
                found.addAll(Superblocks.look(device, block.bytes()));
            }
        }
        return found;
    }
}
