package dev.cairn.image.layer;

import java.nio.file.Path;

/** One contribution to a slot's tree; later layers win over earlier ones. */
public sealed interface Layer permits TarLayer, FilesLayer {
    /** How errors and reports call this layer. */
    String name();

    /**
     * A {@code .tar}, {@code .tar.gz}, {@code .tar.xz} or {@code .tar.zst} file, or an image in an OCI or docker archive, whose layers then count as so
     * many; what it is, is told by its content.
     */
    static Layer tar(Path file) {
        return new TarLayer(file);
    }

    /** Starts a layer of files that are given one by one. */
    static FilesLayer.Builder files(String name) {
        return new FilesLayer.Builder(name);
    }
}
