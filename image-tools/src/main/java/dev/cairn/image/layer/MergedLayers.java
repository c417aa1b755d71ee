package dev.cairn.image.layer;

import dev.cairn.image.Progress;
import java.util.ArrayList;
import java.util.List;

/** A merged tree together with the open files that its contents stand in. Belongs to one thread. */
public final class MergedLayers implements AutoCloseable {
    private final Tree tree;
    private final HiddenFiles hidden;
    private final List<AutoCloseable> open;

    private MergedLayers(Tree tree, HiddenFiles hidden, List<AutoCloseable> open) {
        this.tree = tree;
        this.hidden = hidden;
        this.open = open;
    }

    /** Merges layers, lowest first; packed ones are read as streams, here once and again as their contents are asked for. */
    public static MergedLayers open(List<Layer> layers, Progress progress) {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            LayerMerger merger = new LayerMerger(open, progress);
            return new MergedLayers(merger.merge(layers), merger.hidden(), open);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    public Tree tree() {
        return tree;
    }

    /** What each layer hid of lower ones. */
    public HiddenFiles hidden() {
        return hidden;
    }

    @Override
    public void close() {
        closeAll(open);
    }

    static void closeAll(List<AutoCloseable> open) {
        for (AutoCloseable one : open.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("what was only read could not be closed", e);
            }
        }
    }
}
