package dev.cairn.app.usecase.library;

import dev.cairn.image.Packing;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * About how long slots get, from the lengths of their layers alone: reading them takes as long as making the slot. It is rather too little than too
 * much, so that nothing is refused that would fit. Stateless.
 */
final class SlotSizes {
    /** Archives of a system unpack to at least twice their length, and roots shrink at most to a third. */
    private static final int UNPACKED = 2;

    private static final int PACKED = 3;
    /** A sixteenth of a plain archive are headers and padding. */
    private static final int HEADERS = 16;

    private SlotSizes() {}

    /** What a layer's file unpacks to. */
    static long unpacked(Path layer) {
        try {
            long bytes = Files.size(layer);
            return Packing.of(layer) == Packing.NONE ? bytes - bytes / HEADERS : UNPACKED * bytes;
        } catch (IOException e) {
            // Whoever reads it will say so by name.
            return 0;
        }
    }

    /** The bundle that is made of layers with these files. */
    static long bundle(List<Path> layers, Compression compression) {
        long bytes = layers.stream().mapToLong(SlotSizes::unpacked).sum();
        return switch (compression) {
            case Compression.None none -> bytes;
            case Compression.Zstd zstd -> bytes / PACKED;
        };
    }

    /** A bundle that was made. */
    static long bundle(SlotBundle bundle) {
        SlotManifest.Files files = bundle.manifest().files();
        return files.root().bytes() + boot(bundle);
    }

    /** Its kernel and initrd. */
    static long boot(SlotBundle bundle) {
        SlotManifest.Files files = bundle.manifest().files();
        return files.kernel().bytes() + files.initrd().bytes();
    }
}
