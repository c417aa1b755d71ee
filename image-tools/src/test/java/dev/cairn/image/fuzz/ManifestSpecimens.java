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
        SlotManifest.SlotFile file = new SlotManifest.SlotFile(
                SlotManifest.CHUNK_BYTES + 5L,
                DIGEST,
                List.of(new SlotManifest.Chunk(DIGEST, SlotManifest.CHUNK_BYTES), new SlotManifest.Chunk(DIGEST, 5)));
        byte[] slot = new SlotManifest(SlotManifest.FORMAT, RELEASE, new SlotManifest.Files(file, file, file)).toJson();
        all.add(Specimen.whole("slot-manifest", folder.resolve("slot.json"), slot, bytes -> {}, Parsers::slotManifest));
        byte[] image = new ImageManifest(
                        ImageManifest.FORMAT,
                        1 << 20,
                        DIGEST,
                        RELEASE,
                        DIGEST,
                        3,
                        "guid",
                        List.of(new ImagePartition(1, "cairn-esp", "esp", "guid", 4096, 65536)),
                        4096,
                        ImageManifest.SEED_BYTES,
                        List.of(
                                new ImageManifest.Range(4096, 16384, DIGEST, "cairn-esp"),
                                new ImageManifest.Range(65536, 8192, DIGEST, "cairn-esp")))
                .toJson();
        all.add(Specimen.whole(
                "image-manifest", folder.resolve("x.img.json"), image, bytes -> {}, Parsers::imageManifest));
    }
}
