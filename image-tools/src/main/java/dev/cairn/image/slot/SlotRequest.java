package dev.cairn.image.slot;

import dev.cairn.image.layer.Layer;
import dev.cairn.image.squashfs.Compression;
import java.nio.file.Path;
import java.util.List;

/**
 * What to build a slot from.
 *
 * @param folder where the bundle shall stand; replaced as a whole when it exists
 * @param layers lowest first
 */
public record SlotRequest(Path folder, ReleaseInfo release, List<Layer> layers, Compression compression) {
    public SlotRequest {
        layers = List.copyOf(layers);
    }

    /** With uncompressed blocks, the default. */
    public SlotRequest(Path folder, ReleaseInfo release, List<Layer> layers) {
        this(folder, release, layers, Compression.NONE);
    }
}
