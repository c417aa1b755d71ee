package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A merged tree together with the open files that its contents stand in. Belongs to one thread. */
public final class MergedLayers implements AutoCloseable {
    private final Tree tree;
    private final HiddenFiles hidden;
    private final List<FileChannel> channels;

    private MergedLayers(Tree tree, HiddenFiles hidden, List<FileChannel> channels) {
        this.tree = tree;
        this.hidden = hidden;
        this.channels = channels;
    }

    /**
     * Merges layers, lowest first.
     *
     * @param scratch folder for decompressed tars, which never get a lasting name
     */
    public static MergedLayers open(List<Layer> layers, Path scratch, Progress progress) {
        List<FileChannel> channels = new ArrayList<>();
        try {
            LayerMerger merger = new LayerMerger(channels, scratch, progress);
            return new MergedLayers(merger.merge(layers), merger.hidden(), channels);
        } catch (RuntimeException e) {
            closeAll(channels);
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
        closeAll(channels);
    }

    private static void closeAll(List<FileChannel> channels) {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw ImageException.io("layers", "close", e);
            }
        }
    }
}
