package dev.cairn.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.bake.ImageReport;
import dev.cairn.image.bake.ImageVerifier;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentBuilderTest {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};

    @TempDir
    Path folder;

    private List<ContentSource> sources = List.of();

    @BeforeEach
    void artifacts() throws IOException {
        Path images = archive("images.tar", "a", "b");
        Path chart = Files.write(folder.resolve("till.tgz"), GZIP);
        Path objects = Files.writeString(folder.resolve("objects"), "kind: Namespace\nmetadata: {name: käse}\n");
        sources = List.of(
                source("cni", "cilium", ContentType.IMAGES, images, Map.of()),
                source("application", "till", ContentType.CHART, chart, Map.of("namespace", "shop", "set.n", "2")),
                source("application", "extra", ContentType.MANIFEST, objects, Map.of()));
    }

    @Test
    void theSameArtifactsGiveTheSameBytesWhereverTheyStand() throws IOException {
        ContentBundle first = build("first");
        ContentBundle second = build("second");
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(Files.mismatch(first.root(), second.root())).isEqualTo(-1);
        assertThat(first.manifest().toJson())
                .isEqualTo(Files.readAllBytes(first.folder().resolve("content.json")));
        assertThat(Sha256.of(first.root()))
                .as("golden: only a new format of the content may change it")
                .isEqualTo("70e1ce108f65850e29014ba0cc347e625b85c66315b2dbe5fd81c81e2ab42725");
    }

    @Test
    void otherToolsReadTheLayoutAndEveryBlobHasTheBytesThatItsNameSays() throws IOException {
        ContentBundle bundle = build("made");
        Path out = folder.resolve("out");
        OtherTools.run("unsquashfs", "-d", out.toString(), bundle.root().toString())
                .ok();
        assertThat(out.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        try (var blobs = Files.list(out.resolve("blobs/sha256"))) {
            List<Path> all = blobs.toList();
            assertThat(all).hasSize(5);
            for (Path blob : all) {
                assertThat(blob).hasFileName(Sha256.of(blob));
            }
        }
        assertThat(out.resolve("index.json")).content().contains("application/vnd.oci.image.manifest.v1+json");
    }

    @Test
    void anImageCarriesItsContentAndTellsIt() throws IOException {
        ContentBundle bundle = build("made");
        Path image = folder.resolve("x.img");
        new ImageBaker()
                .bake(
                        BakeRequest.of(
                                        image,
                                        SampleRoots.bundle(folder.resolve("slot")),
                                        "{}".getBytes(StandardCharsets.UTF_8))
                                .withContent(bundle),
                        Progress.NONE);
        ImageReport report = new ImageInspector().inspect(image);
        assertThat(report.content()).contains(bundle.manifest());
        assertThat(new ImageVerifier().verify(image, Progress.NONE).mismatches())
                .isEmpty();
        long at = report.partitions().stream()
                .filter(partition -> partition.label().equals("cairn-content"))
                .findFirst()
                .orElseThrow()
                .offset();
        try (FileChannel file = FileChannel.open(image, java.nio.file.StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1}), at + 5000);
        }
        assertThat(new ImageVerifier().verify(image, Progress.NONE).mismatches())
                .extracting(mismatch -> mismatch.partition())
                .containsExactly("cairn-content");
    }

    @Test
    void anArchiveWithOneNewLayerSharesTheChunksOfTheOthers() throws IOException {
        Set<Chunk> before = chunks(archive("before.tar", "a", "b", "c"));
        Set<Chunk> after = chunks(archive("after.tar", "new", "a", "c", "b"));
        Set<Chunk> added = new HashSet<>(after);
        added.removeAll(before);
        assertThat(added.stream().mapToLong(Chunk::bytes).sum())
                .as("one layer of 300 kB and headers")
                .isLessThan(310_000);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGES, text, k3s imports",
        "CHART, text, helm package",
        "MANIFEST, binary, it is no text",
        "MANIFEST, long, at most"
    })
    void whatKubernetesWouldNotTakeIsRefusedByName(ContentType type, String what, String reason) throws IOException {
        byte[] bytes = switch (what) {
            case "text" -> "just text".getBytes(StandardCharsets.UTF_8);
            case "binary" -> new byte[] {(byte) 0xff, (byte) 0xfe, 0};
            default -> "a: b\n".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        };
        Path file = Files.write(folder.resolve("artifact"), bytes);
        assertThatThrownBy(() -> new ContentBuilder()
                        .manifest(List.of(source("add-on", "x", type, file, Map.of())), Progress.NONE))
                .isInstanceOfSatisfying(ImageException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(ImageProblem.CONTENT_UNUSABLE);
                    assertThat(refused.arguments().get("reason")).contains(reason);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "format":1    | "format":2     | format 2 is not known
                    "cni"         | "dns"          | no known kind of layer
                    "chart"       | "charm"        | no known type
                    "extra"       | "till"         | two layers are named till
                    ".tgz"        | "../x"         | an end of a file
                    "name":"till" | "name":"../t"  | a name
                    "bytes":7     | "bytes":8      | add up to 7 of 8
                    """)
    void aManifestThatBreaksItsRulesIsRefused(String right, String wrong, String reason) {
        String json = new String(build("made").manifest().toJson(), StandardCharsets.UTF_8);
        assertThat(json).contains(right);
        byte[] broken = json.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ContentManifest.parse(broken, "content"))
                .isInstanceOfSatisfying(ImageException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(ImageProblem.CONTENT_CORRUPT);
                    assertThat(refused.arguments().get("reason")).contains(reason);
                });
    }

    private ContentBundle build(String name) {
        return new ContentBuilder()
                .build(sources, digest -> folder.resolve(name).resolve(digest), Progress.NONE);
    }

    private static Set<Chunk> chunks(Path archive) throws IOException {
        ContentManifest made = new ContentBuilder()
                .manifest(List.of(source("cni", "x", ContentType.IMAGES, archive, Map.of())), Progress.NONE);
        return made.items().getFirst().chunks().stream().collect(Collectors.toSet());
    }

    private static ContentSource source(
            String layer, String name, ContentType type, Path file, Map<String, String> settings) throws IOException {
        return new ContentSource(layer, name, type, file, Sha256.of(file), settings);
    }

    /** As docker save makes them: image layers as files of a tar. */
    private Path archive(String name, String... layers) throws IOException {
        Path files = Files.createDirectories(folder.resolve(name + ".files"));
        for (String layer : layers) {
            Files.write(files.resolve(layer), SampleRoots.noise(layer.hashCode(), 300_000));
        }
        Files.writeString(files.resolve("manifest.json"), String.join(",", layers));
        Path archive = folder.resolve(name);
        OtherTools.shell(
                        files,
                        "tar --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 -cf '" + archive
                                + "' manifest.json " + String.join(" ", layers))
                .ok();
        return archive;
    }
}
