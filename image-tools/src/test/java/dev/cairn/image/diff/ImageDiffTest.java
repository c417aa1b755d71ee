package dev.cairn.image.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDiffTest {
    @TempDir
    Path folder;

    /** A program that was built again: single bytes differ everywhere, and its end moved. */
    private static byte[] rebuilt(byte[] program) {
        byte[] next = new byte[program.length + 5];
        System.arraycopy(program, 0, next, 0, 100_000);
        System.arraycopy(program, 100_000, next, 100_005, program.length - 100_000);
        for (int i = 0; i < next.length; i += 9_973) {
            next[i]++;
        }
        return next;
    }

    private SlotBundle bundle(String name, FilesLayer layer) {
        return SampleRoots.bundle(folder.resolve(name), layer);
    }

    private Path image(SlotBundle bundle) {
        Path image = folder.resolve(bundle.folder().getFileName() + ".img");
        new ImageBaker().bake(BakeRequest.of(image, bundle, new byte[0]), Progress.NONE);
        return image;
    }

    @Test
    void aRebuiltProgramCostsLittleAsAPatch() {
        byte[] program = SampleRoots.noise(50, 3_000_000);
        SlotBundle before = bundle(
                "before",
                Layer.files("x").file("/usr/lib/app-1.2/run", program, 0755).build());
        SlotBundle after = bundle(
                "after",
                Layer.files("x")
                        .file("/usr/lib/app-1.3/run", rebuilt(program), 0755)
                        .build());
        DiffReport report = new ImageDiff().diff(image(before), image(after), Progress.NONE);
        assertThat(report.slot().chunks()).isGreaterThan(3_000_000);
        assertThat(report.slot().patch().orElseThrow()).isLessThan(100_000);
        assertThat(report.content()).isEqualTo(Cost.NOTHING);
        assertThat(report.total().smallest()).isEqualTo(Cost.Way.PATCH);
        assertThat(new ImageDiff().diff(before.folder(), after.folder(), Progress.NONE))
                .isEqualTo(report);
    }

    /** As kernel modules come: every byte of the packed file differs after the first change. */
    @Test
    void aPackedFileCostsWhatChangedInIt() throws IOException {
        byte[] module = SampleRoots.noise(52, 1_000_000);
        for (int i = 0; i < module.length; i++) {
            module[i] &= 0x1f;
        }
        byte[] next = module.clone();
        next[10]++;
        next[500_000]++;
        String options = "--check=crc32 --lzma2=dict=1MiB";
        FilesLayer before = Layer.files("x")
                .file("/lib/modules/6.1/m.ko.xz", xz(options, module), 0644)
                .file("/lib/modules/6.1/other.ko.xz", SampleRoots.noise(53, 500), 0644)
                .build();
        FilesLayer after = Layer.files("x")
                .file("/lib/modules/6.2/m.ko.xz", xz(options, next), 0644)
                .file("/lib/modules/6.2/other.ko.xz", SampleRoots.noise(54, 500), 0644)
                .build();
        SlotBundle old = bundle("before", before);
        SlotBundle now = bundle("after", after);
        Cost report =
                new ImageDiff().diff(old.folder(), now.folder(), Progress.NONE).slot();
        assertThat(report.chunksPacked().orElseThrow()).isGreaterThan(500_000);
        assertThat(report.patch().orElseThrow()).isLessThan(25_000);
        assertDecodes(old, now);
    }

    private byte[] xz(String options, byte[] content) throws IOException {
        Files.write(folder.resolve("packed"), content);
        OtherTools.shell(folder, "xz -f -k " + options + " packed").ok();
        return Files.readAllBytes(folder.resolve("packed.xz"));
    }

    @Test
    void missingChunksAreWhatTheManifestsTell() throws IOException {
        SlotBundle before = bundle("before", Layer.files("x").build());
        SlotBundle after = bundle(
                "after",
                Layer.files("x").file("/new", SampleRoots.noise(3, 50), 0644).build());
        Cost report = new ImageDiff()
                .diff(before.folder(), after.folder(), Progress.NONE)
                .slot();
        Set<String> held = new HashSet<>();
        before.manifest().files().root().chunks().forEach(chunk -> held.add(chunk.sha256()));
        List<Chunk> missing = after.manifest().files().root().chunks().stream()
                .filter(chunk -> !held.contains(chunk.sha256()))
                .toList();
        assertThat(report.missingChunks()).isEqualTo(missing.size());
        assertThat(report.chunks() - report.manifestBytes())
                .isEqualTo(missing.stream().mapToLong(Chunk::bytes).sum());
    }

    @Test
    void theWholeIsWhatZstdMakesOfIt() throws IOException {
        SlotBundle before = bundle("before", Layer.files("x").build());
        SlotBundle after =
                bundle("after", Layer.files("x").file("/n", "x", 0644).build());
        Cost report = new ImageDiff()
                .diff(before.folder(), after.folder(), Progress.NONE)
                .slot();
        String bytes = OtherTools.shell(
                        after.folder(), "cat root.squashfs linux initrd | zstd -10 --no-check -c | wc -c")
                .ok()
                .output()
                .strip();
        assertThat((double) report.whole().orElseThrow())
                .isBetween(Long.parseLong(bytes) * 0.99, Long.parseLong(bytes) * 1.01);
        assertThat(report.smallestBytes()).isLessThanOrEqualTo(report.whole().orElseThrow());
        assertThat(new ImageDiff()
                        .diff(after.folder(), after.folder(), Progress.NONE)
                        .total()
                        .smallestBytes())
                .isZero();
    }

    @Test
    @Tag("slow")
    void windowsCoverEverythingThatIsMissingAndDecode() throws IOException {
        byte[] program = SampleRoots.noise(51, 20_000_000);
        SlotBundle before =
                bundle("before", Layer.files("x").file("/a/run", program, 0755).build());
        SlotBundle after = bundle(
                "after",
                Layer.files("x")
                        .file("/a/run", rebuilt(program), 0755)
                        .file("/a/more", "more", 0644)
                        .build());
        assertThat(assertDecodes(before, after)).isGreaterThan(2);
    }

    /** Answers how many windows there were. */
    private static int assertDecodes(SlotBundle before, SlotBundle after) throws IOException {
        try (ImageSide old = ImageSide.open(before.folder());
                ImageSide now = ImageSide.open(after.folder())) {
            Set<String> held = new HashSet<>();
            old.slot().forEach(part -> part.chunks().forEach(chunk -> held.add(chunk.sha256())));
            byte[] root = Files.readAllBytes(after.root());
            byte[] copy = new byte[root.length];
            List<Window> windows = new PartsDiff(old.slot(), now.slot(), Progress.NONE).windows();
            for (Window window : windows) {
                byte[] decoded = window.decode(window.encode());
                byte[] wanted = new byte[decoded.length];
                int at = 0;
                for (Piece piece : window.wanted()) {
                    System.arraycopy(piece.read(), 0, wanted, at, piece.bytes());
                    if (piece.in() == now.slot().getFirst().bytes()) {
                        System.arraycopy(decoded, at, copy, (int) piece.offset(), piece.bytes());
                    }
                    at += piece.bytes();
                }
                assertThat(at).isEqualTo(decoded.length);
                assertThat(decoded).isEqualTo(wanted);
            }
            List<String> differing = new ArrayList<>();
            int at = 0;
            for (Chunk chunk : after.manifest().files().root().chunks()) {
                int end = at + chunk.bytes();
                boolean same = Arrays.equals(root, at, end, copy, at, end);
                if (!same && !held.contains(chunk.sha256())) {
                    differing.add(chunk.sha256());
                }
                at = end;
            }
            assertThat(differing).isEmpty();
            return windows.size();
        }
    }

    @Test
    void whatIsNoImageIsRefusedByName() throws IOException {
        Path nothing = Files.write(folder.resolve("nothing"), new byte[5000]);
        SlotBundle bundle = bundle("before", Layer.files("x").build());
        ImageException refused = catchThrowableOfType(
                ImageException.class, () -> new ImageDiff().diff(nothing, bundle.folder(), Progress.NONE));
        assertThat(refused.problem()).isEqualTo(ImageProblem.NOT_AN_IMAGE);
        assertThat(refused.element()).contains("nothing");
    }
}
