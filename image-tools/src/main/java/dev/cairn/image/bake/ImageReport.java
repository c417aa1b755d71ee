package dev.cairn.image.bake;

import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.LayerSizes;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says about itself.
 *
 * @param seed the seed's JSON without its padding, when there is one
 * @param slots the manifests on the ESP by slot id ({@code a}, {@code b}, {@code bootstrap})
 * @param layers what each layer contributed, by slot id, for slots that tell
 * @param content what stands in the content partition, when there is something
 * @param manifest the manifest beside the image, when there is one
 */
public record ImageReport(
        long bytes,
        String diskGuid,
        List<ImagePartition> partitions,
        List<EspFile> espFiles,
        Optional<String> seed,
        List<LoaderEntry> entries,
        Map<String, SlotManifest> slots,
        Map<String, LayerSizes> layers,
        Optional<ContentManifest> content,
        Optional<ImageManifest> manifest) {
    public ImageReport {
        partitions = List.copyOf(partitions);
        espFiles = List.copyOf(espFiles);
        entries = List.copyOf(entries);
        slots = Map.copyOf(slots);
        layers = Map.copyOf(layers);
    }

    /** A file on the ESP. */
    public record EspFile(String path, long bytes) {}
}
