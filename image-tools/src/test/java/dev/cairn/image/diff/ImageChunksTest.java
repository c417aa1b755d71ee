package dev.cairn.image.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.content.ContentBuilder;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentSource;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.SlotBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageChunksTest {
    private static final long SEED = 20261127;

    @TempDir
    Path folder;

    private Path before = Path.of("");
    private Path after = Path.of("");

    @BeforeEach
    void bake() throws IOException {
        before = bake("before");
        after = bake("after");
    }

    /** Slot and content have something of the image's name. */
    private Path bake(String name) throws IOException {
        SlotBundle slot = SampleRoots.bundle(
                folder.resolve(name + ".slot"),
                Layer.files("x").file("/etc/name", name, 0644).build());
        Path image = folder.resolve(name + ".img");
        new ImageBaker().bake(BakeRequest.of(image, slot, new byte[0]).withContent(content(name)), Progress.NONE);
        return image;
    }

    private ContentBundle content(String name) throws IOException {
        Path objects = Files.writeString(folder.resolve(name + ".yaml"), "kind: " + name + "\n" + "x".repeat(90_000));
        ContentSource source =
                new ContentSource("add-on", "objects", ContentType.MANIFEST, objects, Sha256.of(objects), Map.of());
        return new ContentBuilder().build(List.of(source), digest -> folder.resolve(name + ".content"), Progress.NONE);
    }

    @Test
    void itSaysWhatTheImageSaysInside() throws IOException {
        ImageChunks index = ImageChunks.beside(after).orElseThrow();
        assertThat(index.image()).isEqualTo(ImageManifest.beside(after).sha256());
        try (ImageSide side = ImageSide.open(after)) {
            assertThat(index.slot()).isEqualTo(side.manifest());
            assertThat(index.content()).isEqualTo(side.contentManifest()).isPresent();
        }
        String inside = OtherTools.run("mtype", "-i", after + "@@1M", "::/cairn/a/manifest.json")
                .ok()
                .output();
        assertThat(index.slot().toJson()).asString().isEqualTo(inside);
    }

    @Test
    void ofACompressedImageTheChunksAreToldWithoutUnpackingIt() throws IOException {
        DiffReport plain = new ImageDiff().diff(before, after, Progress.NONE);
        assertThat(plain.total().missingChunks()).isGreaterThan(1);
        Path packedBefore = packed(before);
        Path packedAfter = packed(after);
        DiffReport packed = new ImageDiff().diff(packedBefore, packedAfter, Progress.NONE);
        assertThat(packed.newRelease()).isEqualTo(plain.newRelease());
        assertThat(packed.slot().chunks()).isEqualTo(plain.slot().chunks());
        assertThat(packed.content().chunks()).isEqualTo(plain.content().chunks());
        assertThat(packed.total().missingChunks()).isEqualTo(plain.total().missingChunks());
        assertThat(packed.total().patch()).isEmpty();
        assertThat(packed.total().whole()).isEmpty();
        assertThat(packed.total().smallest()).isEqualTo(Cost.Way.CHUNKS);
        Cost same =
                new ImageDiff().diff(packedAfter, packedAfter, Progress.NONE).total();
        assertThat(List.of(same.patch(), same.chunksPacked())).containsOnly(OptionalLong.of(0));
    }

    /** The image is gone, and of the compressed one there are the first bytes only: nobody needs more. */
    private Path packed(Path image) throws IOException {
        Files.delete(image);
        Path packed = folder.resolve(image.getFileName() + ".zst");
        OtherTools.shell(folder, "head -c 1M /dev/zero | zstd -q -c > " + packed.getFileName())
                .ok();
        return packed;
    }

    @Test
    void whereOnlyTheOldImageIsCompressedAllButThePatchIsTold() throws IOException {
        DiffReport plain = new ImageDiff().diff(before, after, Progress.NONE);
        Cost packed = new ImageDiff().diff(packed(before), after, Progress.NONE).total();
        assertThat(packed.patch()).isEmpty();
        assertThat(packed.chunksPacked())
                .isEqualTo(plain.total().chunksPacked())
                .isPresent();
        assertThat(packed.whole()).isEqualTo(plain.total().whole()).isPresent();
    }

    @Test
    void withoutItACompressedImageIsRefusedAndAPlainOneReadAsEver() throws IOException {
        DiffReport with = new ImageDiff().diff(before, after, Progress.NONE);
        Files.delete(ImageChunks.file(before));
        assertThat(new ImageDiff().diff(before, after, Progress.NONE)).isEqualTo(with);
        ImageException refused = refused(packed(before));
        assertThat(refused.problem()).isEqualTo(ImageProblem.SIDECAR_MISSING);
        assertThat(refused.arguments().get("file")).endsWith("before.img.chunks.json");
    }

    @Test
    void oneOfAnotherImageIsRefusedByName() throws IOException {
        Files.copy(ImageChunks.file(after), ImageChunks.file(before), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(before, "belongs to another image");
        assertRefused(packed(before), "belongs to another image");
    }

    @Test
    void oneThatWasDamagedAnywhereIsRefusedByName() throws IOException {
        Path packed = packed(before);
        Path file = ImageChunks.file(before);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(SEED);
        for (int run = 0; run < 40; run++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            assertRefused(packed, "");
        }
        Files.write(file, java.util.Arrays.copyOf(good, good.length / 2));
        assertRefused(packed, "");
        Files.write(file, new byte[0]);
        assertRefused(packed, "");
    }

    @Test
    void anImageThatIsBakedAnewHasItsOwn() throws IOException {
        byte[] old = Files.readAllBytes(ImageChunks.file(before));
        Files.move(folder.resolve("after.slot"), folder.resolve("other.slot"));
        new ImageBaker()
                .bake(
                        BakeRequest.of(before, SlotBundle.open(folder.resolve("other.slot")), new byte[0]),
                        Progress.NONE);
        assertThat(Files.readAllBytes(ImageChunks.file(before))).isNotEqualTo(old);
        ImageChunks index = ImageChunks.beside(before).orElseThrow();
        index.requireOf(ImageManifest.beside(before), before);
        assertThat(index.content()).isEmpty();
        new ImageDiff().diff(before, before, Progress.NONE);
    }

    private void assertRefused(Path image, String reason) {
        ImageException refused = refused(image);
        assertThat(refused.problem()).as("seed %s", SEED).isEqualTo(ImageProblem.CHUNK_INDEX_CORRUPT);
        assertThat(refused.element()).endsWith("before.img.chunks.json");
        assertThat(refused.arguments().get("reason")).isNotBlank().contains(reason);
    }

    private ImageException refused(Path image) {
        return catchThrowableOfType(ImageException.class, () -> new ImageDiff().diff(image, after, Progress.NONE));
    }
}
