package dev.cairn.image.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.content.ContentBuilder;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentSource;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDiffTest {
    private static final int LAYER_BYTES = 400_000;

    @TempDir
    Path folder;

    private Optional<SlotBundle> bundle = Optional.empty();

    @BeforeEach
    void slot() {
        bundle = Optional.of(SampleRoots.bundle(folder.resolve("slot")));
    }

    @Test
    void aNewLayerOfAnArchiveCostsItsMissingChunksAndNoSlot() throws IOException {
        ContentBundle before = content("before", images("before.tar", "a", "b"), objects("x"));
        ContentBundle after = content("after", images("after.tar", "new", "a", "b"), objects("x"));
        Cost cost = assertSlotStays(image("before", before), image("after", after));
        Set<String> held = new HashSet<>();
        chunks(before).forEach(chunk -> held.add(chunk.sha256()));
        List<Chunk> missing = chunks(after).stream()
                .filter(chunk -> !held.contains(chunk.sha256()))
                .toList();
        assertThat(cost.newBytes()).isEqualTo(after.manifest().bytes());
        assertThat(cost.missingChunks()).isEqualTo(missing.size());
        assertThat(cost.manifestBytes()).isBetween(1L, 2_000L);
        assertThat(cost.chunks() - cost.manifestBytes())
                .isEqualTo(missing.stream().mapToLong(Chunk::bytes).sum())
                .isBetween((long) LAYER_BYTES, LAYER_BYTES + 10_000L);
        assertThat(cost.whole().orElseThrow()).isGreaterThan(3L * LAYER_BYTES);
        assertThat(cost.smallestBytes()).isLessThan(cost.whole().orElseThrow());
    }

    @Test
    void aChangedTextCostsWhatChangedInIt() throws IOException {
        String text = new String(SampleRoots.noise(4, 200_000), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replaceAll("[^a-z]", "\n");
        Cost cost = assertSlotStays(
                image("before", content("before", objects(text))),
                image(
                        "after",
                        content("after", objects(text.substring(0, 100_000) + "more" + text.substring(100_000)))));
        assertThat(cost.missingChunks()).isEqualTo(1);
        assertThat(cost.patch().orElseThrow()).isLessThan(2_000);
        assertThat(cost.smallest()).isEqualTo(Cost.Way.PATCH);
    }

    @Test
    void theFirstContentCostsAllOfItAndOneThatGoesCostsNothing() throws IOException {
        ContentBundle first = content("first", images("first.tar", "a"), objects("x"));
        Path without = image("without");
        Path with = image("with", first);
        Cost all = assertSlotStays(without, with);
        assertThat(all.chunks()).isEqualTo(first.manifest().bytes() + all.manifestBytes());
        assertThat(all.patch().orElseThrow()).isGreaterThan(LAYER_BYTES);
        assertThat(new ImageDiff().diff(with, without, Progress.NONE).total().smallestBytes())
                .isZero();
        assertThat(new ImageDiff().diff(with, with, Progress.NONE).total().smallestBytes())
                .as("the same")
                .isZero();
    }

    /** The content partition keeps no zeros; what is sent has them. */
    @Test
    void anItemWithHolesIsReadAsItWasImported() throws IOException {
        OtherTools.shell(folder, "truncate -s 1M zeros").ok();
        Files.write(folder.resolve("end"), SampleRoots.noise(9, 50_000));
        Path archive = folder.resolve("holes.tar");
        OtherTools.shell(folder, "tar --format=ustar -cf holes.tar zeros end").ok();
        ContentBundle holes = content("holes", source("cni", "net", ContentType.IMAGES, archive));
        assertThat(Files.size(holes.root())).isLessThan(Files.size(archive) / 2);
        Path image = image("holes", holes);
        try (ImageSide side = ImageSide.open(image)) {
            Part part = side.content().getFirst();
            assertThat(part.bytes().read(0, (int) part.length())).isEqualTo(Files.readAllBytes(archive));
            List<Window> windows = new PartsDiff(List.of(), side.content(), Progress.NONE).windows();
            ByteArrayOutputStream decoded = new ByteArrayOutputStream();
            for (Window window : windows) {
                decoded.writeBytes(window.decode(window.encode()));
            }
            assertThat(decoded.toByteArray()).isEqualTo(Files.readAllBytes(archive));
        }
        String bytes = OtherTools.shell(folder, "zstd -10 --no-check -c holes.tar | wc -c")
                .ok()
                .output()
                .strip();
        assertThat((double) assertSlotStays(image("nothing"), image).whole().orElseThrow())
                .isBetween(Long.parseLong(bytes) * 0.99, Long.parseLong(bytes) * 1.01);
    }

    /** Answers what the content costs. */
    private static Cost assertSlotStays(Path before, Path after) {
        DiffReport report = new ImageDiff().diff(before, after, Progress.NONE);
        Cost slot = report.slot();
        assertThat(List.of(slot.chunks(), slot.manifestBytes())).containsOnly(0L);
        assertThat(List.of(slot.chunksPacked(), slot.patch())).containsOnly(OptionalLong.of(0));
        assertThat(report.total().chunks()).isEqualTo(report.content().chunks());
        assertThat(report.total().whole().orElseThrow())
                .isEqualTo(slot.whole().orElseThrow() + report.content().whole().orElseThrow());
        return report.content();
    }

    private Path image(String name, ContentBundle... content) {
        Path image = folder.resolve(name + ".img");
        BakeRequest request = BakeRequest.of(image, bundle.orElseThrow(), new byte[0]);
        new ImageBaker().bake(content.length == 0 ? request : request.withContent(content[0]), Progress.NONE);
        return image;
    }

    private ContentBundle content(String name, ContentSource... sources) {
        return new ContentBuilder().build(List.of(sources), digest -> folder.resolve(name), Progress.NONE);
    }

    private static List<Chunk> chunks(ContentBundle content) {
        return content.manifest().items().stream()
                .flatMap(item -> item.chunks().stream())
                .toList();
    }

    private ContentSource images(String name, String... layers) throws IOException {
        for (String layer : layers) {
            Files.write(folder.resolve(layer), SampleRoots.noise(layer.hashCode(), LAYER_BYTES));
        }
        OtherTools.shell(
                        folder,
                        "tar --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 -cf " + name
                                + " " + String.join(" ", layers))
                .ok();
        return source("cni", "net", ContentType.IMAGES, folder.resolve(name));
    }

    private ContentSource objects(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("objects-" + text.hashCode()), "kind: X\n" + text);
        return source("add-on", "objects", ContentType.MANIFEST, file);
    }

    private static ContentSource source(String layer, String name, ContentType type, Path file) throws IOException {
        return new ContentSource(layer, name, type, file, Sha256.of(file), Map.of());
    }
}
