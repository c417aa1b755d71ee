package dev.cairn.image.fuzz;

import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotManifest;
import java.nio.file.Path;
import java.util.List;

/** The manifests of slots and images. */
final class ManifestSpecimens {
    private static final String DIGEST = "ab".repeat(32);
    private static final ReleaseInfo RELEASE = new ReleaseInfo(DIGEST, "edge", "1.0");

    private ManifestSpecimens() {}

    static void addTo(List<Specimen> all, Path folder) {
        List<SlotManifest.Chunk> chunks = List.of(
                new SlotManifest.Chunk(DIGEST, SlotManifest.MAX_CHUNK_BYTES), new SlotManifest.Chunk(DIGEST, 5));
        SlotManifest.SlotFile old = new SlotManifest.SlotFile(SlotManifest.MAX_CHUNK_BYTES + 5L, DIGEST, chunks);
        SlotManifest.SlotFile file = SlotManifest.SlotFile.of(chunks);
        addSlot(all, folder, "slot-manifest-1", SlotManifest.OLDEST_FORMAT, old);
        addSlot(all, folder, "slot-manifest", SlotManifest.FORMAT, file);
        List<ImageManifest.Range> ranges = List.of(
                new ImageManifest.Range(4096, 16384, DIGEST, "cairn-esp"),
                new ImageManifest.Range(65536, 8192, DIGEST, "cairn-esp"));
        byte[] image = new ImageManifest(
                        ImageManifest.FORMAT,
                        1 << 20,
                        ImageManifest.digestOf(1 << 20, ranges),
                        RELEASE,
                        DIGEST,
                        3,
                        "guid",
                        List.of(new ImagePartition(1, "cairn-esp", "esp", "guid", 4096, 65536)),
                        4096,
                        ImageManifest.SEED_BYTES,
                        ranges)
                .toJson();
        all.add(Specimen.whole(
                "image-manifest", folder.resolve("x.img.json"), image, bytes -> {}, Parsers::imageManifest));
    }

    private static void addSlot(List<Specimen> all, Path folder, String name, int format, SlotManifest.SlotFile file) {
        byte[] slot = new SlotManifest(format, RELEASE, new SlotManifest.Files(file, file, file)).toJson();
        all.add(Specimen.whole(name, folder.resolve(name + ".json"), slot, bytes -> {}, Parsers::slotManifest));
    }
}
