package dev.cairn.image.slot;

import dev.cairn.image.layer.Layer;
import dev.cairn.image.squashfs.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What to build a slot from.
 *
 * @param folder where the bundle shall stand; replaced as a whole when it exists
 * @param layers lowest first
 * @param names what reports call the layers; they are part of the image and so may not depend on this machine
 * @param reuse what lets the build take over parts of earlier ones; it changes no byte
 */
public record SlotRequest(
        Path folder,
        ReleaseInfo release,
        List<Layer> layers,
        List<String> names,
        Compression compression,
        Optional<Reuse> reuse) {
    public SlotRequest {
        layers = List.copyOf(layers);
        names = List.copyOf(names);
        if (names.size() != layers.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + layers.size() + " layers");
        }
    }

    /** Made from scratch, with the layers numbered. */
    public SlotRequest(Path folder, ReleaseInfo release, List<Layer> layers, Compression compression) {
        this(folder, release, layers, numbered(layers.size()), compression, Optional.empty());
    }

    /** With uncompressed blocks, the default, made from scratch. */
    public SlotRequest(Path folder, ReleaseInfo release, List<Layer> layers) {
        this(folder, release, layers, Compression.NONE);
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "layer " + number)
                .toList();
    }
}
