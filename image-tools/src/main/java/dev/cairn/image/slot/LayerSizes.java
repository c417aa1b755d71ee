package dev.cairn.image.slot;

import dev.cairn.image.Json;
import dev.cairn.image.layer.HiddenFiles;
import dev.cairn.image.squashfs.WrittenRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What each layer contributed to a slot's root, lowest first; the order of {@code layers} is that of the bake. Immutable. */
public record LayerSizes(List<LayerSize> layers) {
    public static final String FILE = "layers.json";

    public LayerSizes {
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param files regular files that the slot has from it
     * @param bytes what their contents take when unpacked
     * @param hiddenFiles files of lower layers that it replaced or removed
     */
    public record LayerSize(String name, int files, long bytes, int hiddenFiles, long hiddenBytes) {
        public LayerSize {
            // A damaged text may leave it out.
            Objects.requireNonNull(name);
        }
    }

    static LayerSizes of(List<String> names, WrittenRoot written, HiddenFiles hidden) {
        int[] files = new int[names.size()];
        long[] bytes = new long[names.size()];
        for (WrittenRoot.WrittenFile file : written.files()) {
            int layer = hidden.layerOf(file.layer());
            files[layer]++;
            bytes[layer] += file.content().size();
        }
        List<LayerSize> sizes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            HiddenFiles.Hidden hides = hidden.byLayer().get(i);
            sizes.add(new LayerSize(names.get(i), files[i], bytes[i], hides.files(), hides.bytes()));
        }
        return new LayerSizes(sizes);
    }

    byte[] toJson() {
        return Json.bytes(this);
    }

    /** Reads them from a bundle or an image. */
    public static LayerSizes parse(byte[] json, String element) {
        return Json.read(json, LayerSizes.class, element);
    }
}
