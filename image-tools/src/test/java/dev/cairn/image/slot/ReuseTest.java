package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageVerifier;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReuseTest {
    @TempDir
    Path folder;

    private Path tar = Path.of("");
    private Reuse reuse = new Reuse(new BakeCache(Path.of(""), 0, InstantSource.system()), Map.of());

    static Stream<Compression> compressions() {
        return Stream.of(Compression.NONE, new Compression.Zstd(3));
    }

    @BeforeEach
    void tar() throws IOException {
        OtherTools.shell(
                        folder,
                        "mkdir t; for i in $(seq 300); do head -c $((i * 977)) /dev/urandom > t/f$i; done;"
                                + "truncate -s 700000 t/hole; ln t/f9 t/link; tar -C t -cf more.tar .")
                .ok();
        tar = folder.resolve("more.tar");
        reuse = new Reuse(
                new BakeCache(folder.resolve("cache"), 1 << 24, InstantSource.system()),
                Map.of(tar, Sha256.of(Files.readAllBytes(tar))));
    }

    private SlotRequest request(String name, Compression compression, Optional<Reuse> how, FilesLayer configuration) {
        return new SlotRequest(
                folder.resolve(name),
                SampleRoots.RELEASE,
                List.of(SampleRoots.baseOs().build(), Layer.tar(tar), configuration),
                List.of("base", "more", "configuration"),
                compression,
                how);
    }

    private static FilesLayer configuration(String text) {
        return Layer.files("configuration")
                .file("/etc/motd", text, 0644)
                .file("/f7", "hides one of the tar", 0644)
                .file("/zz", SampleRoots.noise(77, 400_000), 0644)
                .build();
    }

    @ParameterizedTest
    @MethodSource("compressions")
    @Tag("slow")
    void takingOverChangesNoByte(Compression compression) throws IOException {
        BuiltSlot first = make(request("one", compression, Optional.of(reuse), configuration("one")));
        assertThat(first.reusedBytes()).isZero();
        List<FilesLayer> next = List.of(
                configuration("a longer text than before"),
                configuration("one"),
                Layer.files("less").file("/only", "x", 0644).build(),
                Layer.files("hiding").remove("/f300").file("/f1", "y", 0644).build());
        for (int i = 0; i < next.size(); i++) {
            BuiltSlot again = make(request("again" + i, compression, Optional.of(reuse), next.get(i)));
            BuiltSlot fresh = make(request("fresh" + i, compression, Optional.empty(), next.get(i)));
            assertThat(again.reusedBytes()).as("release %d", i).isGreaterThan(2_500_000);
            assertThat(Files.mismatch(again.bundle().root(), fresh.bundle().root()))
                    .isEqualTo(-1);
            assertThat(again.bundle().digest()).isEqualTo(fresh.bundle().digest());
            assertThat(again.bundle().knownRanges()).isEqualTo(fresh.bundle().knownRanges());
            BakedImage image = new ImageBaker()
                    .bake(BakeRequest.of(folder.resolve(i + ".img"), again.bundle(), new byte[0]), Progress.NONE);
            assertThat(new ImageVerifier().verify(image.file(), Progress.NONE).intact())
                    .isTrue();
            OtherTools.run(
                            "unsquashfs",
                            "-d",
                            folder.resolve("x" + i).toString(),
                            again.bundle().root().toString())
                    .ok();
        }
    }

    @Test
    void aRootThatSomebodyTouchedIsNotTakenOver() throws IOException {
        BuiltSlot first = make(request("one", Compression.NONE, Optional.of(reuse), configuration("one")));
        try (RandomAccessFile file = new RandomAccessFile(first.bundle().root().toFile(), "rw")) {
            file.seek(1_500_000);
            file.write(42);
        }
        assertThat(first.bundle().knownRanges()).isEmpty();
        assertThat(plan(configuration("two"))).containsExactly(false, false, false);
        BuiltSlot again = make(request("two", Compression.NONE, Optional.of(reuse), configuration("two")));
        assertThat(again.reusedBytes()).isZero();
    }

    @Test
    void aDamagedRecordIsNotTakenOver() throws IOException {
        make(request("one", Compression.NONE, Optional.of(reuse), configuration("one")));
        try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
            for (Path entry : entries.toList()) {
                byte[] bytes = Files.readAllBytes(entry);
                bytes[bytes.length - 1] ^= 1;
                Files.write(entry, bytes);
            }
        }
        assertThat(make(request("two", Compression.NONE, Optional.of(reuse), configuration("two")))
                        .reusedBytes())
                .isZero();
    }

    @Test
    void thePlanTellsWhatIsAtHandAndLeavesEverythingAsItIs() throws IOException {
        assertThat(plan(configuration("one"))).containsExactly(false, false, false);
        assertThat(Files.exists(folder.resolve("cache"))).isFalse();
        make(request("one", Compression.NONE, Optional.of(reuse), configuration("one")));
        assertThat(plan(configuration("one"))).containsExactly(true, true, true);
        assertThat(plan(configuration("two"))).containsExactly(true, true, false);
        assertThat(Files.exists(folder.resolve("plan"))).isFalse();
    }

    @Test
    void theReportTellsWhatEachLayerBroughtAndHid() throws IOException {
        BuiltSlot built = make(request("one", Compression.NONE, Optional.empty(), configuration("one")));
        LayerSizes.LayerSize configuration = built.sizes().layers().getLast();
        assertThat(configuration).isEqualTo(new LayerSizes.LayerSize("configuration", 3, 400_023, 1, 7 * 977));
        long sum = built.sizes().layers().stream()
                .mapToLong(LayerSizes.LayerSize::bytes)
                .sum();
        OtherTools.run(
                        "unsquashfs",
                        "-d",
                        folder.resolve("x").toString(),
                        built.bundle().root().toString())
                .ok();
        String bytes = OtherTools.shell(
                        folder.resolve("x"),
                        "find . -type f -printf '%i %s\\n' | sort -u | awk '{ s += $2 } END { print s }'")
                .ok()
                .output()
                .strip();
        assertThat(Long.toString(sum)).isEqualTo(bytes);
    }

    @Test
    @Tag("slow")
    void equalFilesGiveEqualChunksWhereverTheyStand() {
        SlotBundle before = build("before", Layer.files("x").build());
        List<FilesLayer> changes = List.of(
                Layer.files("x").file("/f3", "shorter", 0644).build(),
                Layer.files("x").remove("/f5").build());
        for (FilesLayer change : changes) {
            SlotBundle after = build("after", change);
            List<String> held = before.manifest().files().root().chunks().stream()
                    .map(SlotManifest.Chunk::sha256)
                    .toList();
            long missing = after.manifest().files().root().chunks().stream()
                    .filter(chunk -> !held.contains(chunk.sha256()))
                    .mapToLong(SlotManifest.Chunk::bytes)
                    .sum();
            assertThat(missing)
                    .as("of %s", after.manifest().files().root().bytes())
                    .isLessThan(1_000_000);
        }
    }

    private SlotBundle build(String name, FilesLayer last) {
        return make(request(name, Compression.NONE, Optional.empty(), last)).bundle();
    }

    private List<Boolean> plan(FilesLayer configuration) {
        return SlotPlan.of(request("plan", Compression.NONE, Optional.of(reuse), configuration), reuse).steps().stream()
                .map(SlotPlan.Step::atHand)
                .toList();
    }

    private static BuiltSlot make(SlotRequest request) {
        return new SlotBuilder().make(request, Progress.NONE);
    }

    @Test
    void manifestsOfTheFirstFormatAreStillRead() {
        byte[] bytes = "x".repeat(10).getBytes(StandardCharsets.UTF_8);
        SlotManifest.SlotFile file =
                new SlotManifest.SlotFile(10, Sha256.of(bytes), List.of(new SlotManifest.Chunk(Sha256.of(bytes), 10)));
        SlotManifest old = new SlotManifest(1, SampleRoots.RELEASE, new SlotManifest.Files(file, file, file));
        assertThat(SlotManifest.parse(old.toJson(), "old")).isEqualTo(old);
        assertThat(new String(old.toJson(), StandardCharsets.UTF_8))
                .startsWith("{\"format\":1,\"release\":{\"digest\":")
                .contains("\"chunks\":[{\"sha256\":");
    }
}
