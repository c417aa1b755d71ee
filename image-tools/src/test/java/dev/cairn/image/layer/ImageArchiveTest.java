package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in archives come out as GNU tar extracts their layers over each other, with what is whited out removed by hand. */
class ImageArchiveTest {
    private static final String LAYERS = """
            mkdir -p 1/a/deep 1/b 1/c 2/a 2/b 2/c 3/c
            for f in a/gone a/stays a/deep/gone b/old c/shared c/replaced; do echo $f > 1/$f; done; ln -s stays 1/a/link
            : > 2/a/.wh.gone; : > 2/a/.wh.deep; : > 2/b/.wh..wh..opq; echo new > 2/b/new; chmod 2750 2/a
            mkdir 2/a/.wh..wh.plnk; : > 2/a/.wh..wh.plnk/7
            tar --format=gnu -C 1 -cf 1.tar .; tar --format=posix -C 2 -cf 2.tar .
            (cd 3/c; echo again > replaced; cp ../../1/c/shared shared; ln shared hard)
            tar -C 3 --no-recursion -cf 3.tar c c/shared c/hard c/replaced; tar -f 3.tar --delete c/shared
            mkdir wanted; tar -C wanted -xpf 1.tar; rm -r wanted/a/gone wanted/a/deep wanted/b/old
            tar -C wanted --exclude='.wh.*' -xpf 2.tar; tar -C wanted -xpf 3.tar
            """;

    @TempDir
    Path folder;

    private TreeJudge judge = new TreeJudge(Path.of(""));

    @BeforeEach
    void makeLayers() {
        judge = new TreeJudge(folder);
        OtherTools.shell(folder, LAYERS).ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip", "zstd"})
    void anOciArchiveGivesItsImageForThisPlatform(String packing) throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, packing);
        String amd = maker.manifest("amd64", "1.tar", "2.tar", "3.tar");
        String arm = maker.manifest("arm64", "3.tar");
        String inner = maker.blob("{\"manifests\":[%s,%s,%s]}"
                .formatted(
                        maker.descriptor(
                                arm,
                                "image.manifest.v1+json",
                                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"}"),
                        maker.descriptor(
                                amd,
                                "image.manifest.v1+json",
                                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}"),
                        maker.descriptor(
                                arm,
                                "image.manifest.v1+json",
                                ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},"
                                        + "\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}")));
        assertFlattened(maker.oci(maker.descriptor(inner, "image.index.v1+json", "")));
    }

    @Test
    void anArchiveWhoseLayersAreNotPackedIsReadWhereItStands() throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, "plain");
        Path archive =
                maker.oci(maker.descriptor(maker.manifest("amd64", "1.tar", "2.tar"), "image.manifest.v1+json", ""));
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(archive)), Progress.NONE)) {
            assertThat(merged.tree().find("/b/new")).isPresent();
            assertThat(merged.tree().find("/a/gone")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cf", "-czf", "--zstd -cf"})
    void aDockerArchiveGivesItsImage(String option) throws IOException {
        assertFlattened(new ArchiveMaker(folder, "plain").docker(option, "1.tar", "2.tar", "3.tar"));
    }

    private void assertFlattened(Path archive) throws IOException {
        Path image = judge.squash(Compression.NONE, Layer.tar(archive));
        judge.unpacked(image, "found");
        assertThat(judge.listing("found")).isEqualTo(judge.listing("wanted"));
        assertThat(judge.contents("found")).isEqualTo(judge.contents("wanted"));
        assertThat(judge.listing("found")).contains("./c/hard f 644").doesNotContain("gone", ".wh.", "old");
        OtherTools.onlyRootMounts();
        assertThat(judge.contentsInKernel(image)).isEqualTo(judge.contents("wanted"));
    }

    @Test
    void aFlippedBitInALayerIsRefusedByNameAndOffset() throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, "plain");
        Path archive =
                maker.oci(maker.descriptor(maker.manifest("amd64", "1.tar", "2.tar"), "image.manifest.v1+json", ""));
        byte[] bytes = Files.readAllBytes(archive);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("a/stays\n");
        bytes[at] ^= 1;
        Files.write(archive, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        ImageException refused = refusal(archive);
        assertThat(refused.problem()).isEqualTo(ImageProblem.ARCHIVE_CORRUPT);
        assertThat(refused.element()).contains(archive + ", layer 1");
        assertThat(Integer.parseInt(refused.arguments().get("offset"))).isBetween(512, at);
    }

    @Test
    void anArchiveWithoutThisPlatformOrWithTwoImagesIsRefused() throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, "plain");
        String arm = maker.descriptor(maker.manifest("arm64", "1.tar"), "image.manifest.v1+json", "");
        ImageException none = refusal(maker.oci(arm));
        assertThat(none.problem()).isEqualTo(ImageProblem.ARCHIVE_CHOICE);
        assertThat(none.arguments()).containsEntry("count", "0").containsEntry("others", "linux/arm64");
        String one = maker.descriptor(maker.manifest("amd64", "1.tar"), "image.manifest.v1+json", "");
        String two = maker.descriptor(maker.manifest("amd64", "2.tar"), "image.manifest.v1+json", "");
        assertThat(refusal(maker.oci(one + "," + two)).arguments()).containsEntry("count", "2");
        Path named = maker.oci(one + "," + one);
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(named)), Progress.NONE)) {
            assertThat(merged.tree().find("/a/stays"))
                    .as("one image with two names")
                    .isPresent();
        }
    }

    @Test
    void aMissingLayerAndAWrongSizeAreRefused() throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, "plain");
        String manifest = maker.descriptor(maker.manifest("amd64", "1.tar"), "image.manifest.v1+json", "");
        Path whole = maker.oci(manifest);
        OtherTools.run("tar", "-f", whole.toString(), "--delete", "blobs/sha256/" + maker.digestOf("1.tar"))
                .ok();
        assertThat(refusal(whole).arguments().get("reason")).contains("is missing");
        assertThat(refusal(maker.oci(manifest.replaceFirst("\"size\":", "\"size\":1")))
                        .arguments()
                        .get("reason"))
                .contains("instead of 1");
    }

    @Test
    void aRootFileSystemThatHasFilesOfSuchNamesStaysOne() throws IOException {
        OtherTools.shell(folder, "cd wanted; echo '[]' > manifest.json; echo '{}' > index.json; tar -cf ../root.tar .")
                .ok();
        judge.unpacked(judge.squash(Compression.NONE, Layer.tar(folder.resolve("root.tar"))), "found");
        assertThat(judge.contents("found")).isEqualTo(judge.contents("wanted"));
    }

    private ImageException refusal(Path archive) {
        return catchThrowableOfType(
                ImageException.class, () -> MergedLayers.open(List.of(Layer.tar(archive)), Progress.NONE));
    }
}
