package dev.cairn.image.slot;

import dev.cairn.image.Sha256;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.squashfs.Compression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names what layers give when they are laid over each other from the lowest on. Stateless. */
public final class LayerChain {
    /** Raised whenever the program makes other bytes of the same layers. */
    private static final String VERSION = "cairn root 2";

    private LayerChain() {}

    /** The key under which the record of a root is kept. */
    static String recordKey(String chain, Path folder) {
        return Sha256.of(("record " + chain + " " + folder).getBytes(StandardCharsets.UTF_8));
    }

    /** One key for each beginning of the layers, lowest first; ends before the first layer that nothing vouches for. */
    public static List<String> keys(List<Layer> layers, Compression compression, Reuse reuse) {
        List<String> keys = new ArrayList<>();
        String key = VERSION + " " + compression;
        for (Layer layer : layers) {
            Optional<String> own = reuse.key(layer);
            if (own.isEmpty()) {
                break;
            }
            key = Sha256.of((key + "\n" + own.get()).getBytes(StandardCharsets.UTF_8));
            keys.add(key);
        }
        return List.copyOf(keys);
    }
}
