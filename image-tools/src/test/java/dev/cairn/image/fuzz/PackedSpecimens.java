package dev.cairn.image.fuzz;

import dev.cairn.image.OtherTools;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.drive.CompressedReading;
import dev.cairn.image.slot.ReleaseInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Images in each packing, as a write reads them. */
final class PackedSpecimens {
    private static final int BYTES = 96 << 10;
    private static final int RANGE = 16 << 10;
    private static final Map<String, String> PACKERS = new TreeMap<>(Map.of(
            "zst", "zstd -q -k raw -o raw.zst",
            "xz", "xz -0 -k raw",
            "gz", "gzip -nk raw",
            "bz2", "bzip2 -1 -k raw",
            "zip", "zip -q -X raw.zip raw"));

    private PackedSpecimens() {}

    /** Noise, text and zeros, of which the manifest maps all but the zeros. */
    static void addTo(List<Specimen> all, Path folder, Path good) throws IOException {
        byte[] image = new byte[BYTES];
        System.arraycopy(SampleRoots.noise(41, RANGE), 0, image, 0, RANGE);
        Arrays.fill(image, BYTES - 2 * RANGE, BYTES, (byte) 'x');
        ImageManifest manifest = manifest(image);
        Files.write(good.resolve("raw"), image);
        Path scratch = Files.createDirectories(folder.resolve("unpacked"));
        for (Map.Entry<String, String> packer : PACKERS.entrySet()) {
            OtherTools.shell(good, packer.getValue()).ok();
            String name = "image." + packer.getKey();
            all.add(Specimen.whole(
                    name,
                    folder.resolve(name),
                    Files.readAllBytes(good.resolve("raw." + packer.getKey())),
                    bytes -> {},
                    (file, open) -> CompressedReading.readAll(file, manifest, scratch)));
        }
    }

    private static ImageManifest manifest(byte[] image) {
        List<ImageManifest.Range> ranges = new ArrayList<>();
        for (int at : new int[] {0, BYTES - 2 * RANGE, BYTES - RANGE}) {
            String sha256 = Sha256.of(Arrays.copyOfRange(image, at, at + RANGE));
            ranges.add(new ImageManifest.Range(at, RANGE, sha256, "cairn-esp"));
        }
        return new ImageManifest(
                ImageManifest.FORMAT,
                BYTES,
                ImageManifest.digestOf(BYTES, ranges),
                new ReleaseInfo("ab".repeat(32), "edge", "1.0"),
                "ab".repeat(32),
                1,
                "guid",
                List.of(new ImagePartition(1, "cairn-esp", "esp", "guid", 0, BYTES)),
                0,
                ImageManifest.SEED_BYTES,
                ranges);
    }
}
