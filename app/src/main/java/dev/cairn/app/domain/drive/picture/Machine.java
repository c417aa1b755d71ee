package dev.cairn.app.domain.drive.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The block devices of a machine at one moment. Immutable.
 *
 * @param systemFound whether it is known where the running system is; if not, no drive is safe
 * @param unmounts whether what the desktop mounted can be unmounted from here
 */
public record Machine(List<Disk> disks, List<Block> blocks, boolean systemFound, boolean unmounts) {
    public Machine {
        disks = List.copyOf(disks);
        blocks = List.copyOf(blocks);
    }

    /** The block of that name and every block that stands on it, however many layers up. */
    Collection<Block> standingOn(String name) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        List<Block> found = new ArrayList<>();
        while (!open.isEmpty()) {
            String now = open.pop();
            if (!seen.add(now)) {
                continue;
            }
            for (Block block : blocks) {
                if (block.name().equals(now)) {
                    found.add(block);
                }
                if (block.below().contains(now)) {
                    open.add(block.name());
                }
            }
        }
        return found;
    }
}
