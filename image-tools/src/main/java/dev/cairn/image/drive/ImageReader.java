package dev.cairn.image.drive;

import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.squashfs.SquashfsReader;
import java.nio.file.Path;
import java.util.List;

/** Reads single files out of an image or a written drive. Thread-safe. */
public final class ImageReader implements AutoCloseable {
    private ImageReader() {}

    public static ImageReader open(Path image) {
        throw new UnsupportedOperationException();
    }

    public List<ImagePartition> partitions() {
        throw new UnsupportedOperationException();
    }

    /** A file of the ESP, for example {@code /cairn/a/manifest.json}. */
    public byte[] espFile(String path) {
        throw new UnsupportedOperationException();
    }

    /** The squashfs in the partition of this label. */
    public SquashfsReader squashfs(String partitionLabel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
