package dev.cairn.image.layer;

import java.util.ArrayList;
import java.util.List;

/** Counts the regular files that each layer hides of lower ones, by replacing or removing them. Belongs to one thread. */
public final class HiddenFiles {
    /** Files and bytes that one layer hides. */
    public record Hidden(int files, long bytes) {
        private static final Hidden NOTHING = new Hidden(0, 0);

        private Hidden plus(Hidden other) {
            return new Hidden(files + other.files, bytes + other.bytes);
        }
    }

    private final List<Hidden> byLayer = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    void beginLayer() {
        byLayer.add(Hidden.NOTHING);
    }

    /** Notes that all entries up to this number came from the layers so far; an image archive takes several numbers. */
    void endLayer(int number) {
        ends.add(number);
    }

    /** Which layer, from 0 on, an entry of this number came from. */
    public int layerOf(int number) {
        int index = 0;
        while (index < ends.size() - 1 && number > ends.get(index)) {
            index++;
        }
        return index;
    }

    /** Notes that the newest layer hides what hangs here. */
    void hide(Inode inode) {
        byLayer.set(byLayer.size() - 1, byLayer.getLast().plus(count(inode)));
    }

    private static Hidden count(Inode inode) {
        return switch (inode.kind()) {
            case Inode.Kind.Regular regular -> new Hidden(1, regular.content().size());
            case Inode.Kind.Folder folder ->
                folder.children().values().stream()
                        .map(child -> count(child.inode()))
                        .reduce(Hidden.NOTHING, Hidden::plus);
            case Inode.Kind.Symlink link -> Hidden.NOTHING;
            case Inode.Kind.Device device -> Hidden.NOTHING;
            case Inode.Kind.Fifo fifo -> Hidden.NOTHING;
        };
    }

    /** One for each layer, lowest first. */
    public List<Hidden> byLayer() {
        return List.copyOf(byLayer);
    }
}
