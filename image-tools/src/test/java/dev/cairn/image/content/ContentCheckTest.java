package dev.cairn.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.layer.ArchiveMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Artifacts for Kubernetes as they come from a network that breaks off, from a disk that forgets, or for other machines. */
final class ContentCheckTest {
    private static final String MANIFEST = "image.manifest.v1+json";

    @TempDir
    Path folder;

    private ArchiveMaker maker;

    @BeforeEach
    void layers() throws IOException {
        OtherTools.shell(
                        folder,
                        "mkdir 1 2; head -c 70000 /dev/urandom > 1/noise; echo text > 2/text; tar -cf 1.tar -C 1 .; tar -cf 2.tar -C 2 .")
                .ok();
        maker = new ArchiveMaker(folder, "gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cf", "-czf", "--zstd -cf"})
    void aDockerArchiveIsWholeAndEveryShorterOneIsRefused(String option) throws IOException {
        everyShorterOneIsRefused(new ArchiveMaker(folder, "plain").docker(option, "1.tar", "2.tar"));
    }

    @Test
    void anOciArchiveIsWholeAndEveryShorterOneIsRefused() throws IOException {
        everyShorterOneIsRefused(maker.oci(image("amd64") + "," + image("amd64")));
    }

    private void everyShorterOneIsRefused(Path archive) throws IOException {
        assertThat(check(ContentType.IMAGES, archive)).isPositive();
        byte[] whole = Files.readAllBytes(archive);
        int end = endMark(whole);
        for (int part = 1; part <= 12; part++) {
            int length = end * part / 13;
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            ImageException refused = refusal(ContentType.IMAGES, cut);
            assertThat(refused.problem())
                    .as("%s of %s bytes", length, whole.length)
                    .isIn(ImageProblem.TAR_TRUNCATED, ImageProblem.TAR_CORRUPT);
            assertThat(refused.arguments()).containsKey("offset");
        }
    }

    /** Behind it stand only zeros, which nobody misses. */
    private static int endMark(byte[] archive) {
        int end = archive.length;
        while (archive[end - 1] == 0) {
            end--;
        }
        return end;
    }

    @Test
    void aShorterArchiveThatWasPackedAsItIsIsRefused() throws IOException {
        Path archive = new ArchiveMaker(folder, "plain").docker("-cf", "1.tar", "2.tar");
        long length = Files.size(archive) / 2;
        OtherTools.shell(folder, "head -c " + length + " docker.tar | gzip > cut.tar.gz")
                .ok();
        ImageException refused = refusal(ContentType.IMAGES, folder.resolve("cut.tar.gz"));
        assertThat(refused.problem()).isEqualTo(ImageProblem.TAR_TRUNCATED);
        assertThat(Long.parseLong(refused.arguments().get("offset"))).isLessThan(length);
    }

    @Test
    void aFlippedBitInALayerIsRefused() throws IOException {
        Path oci = maker.oci(image("amd64"));
        Path docker = new ArchiveMaker(folder, "plain").docker("-cf", "1.tar", "2.tar");
        Random random = new Random(5);
        byte[] noise = Files.readAllBytes(folder.resolve("1/noise"));
        for (Path archive : new Path[] {oci, docker}) {
            byte[] bytes = Files.readAllBytes(archive);
            int at = archive.equals(docker) ? find(bytes, noise) + random.nextInt(noise.length) : bytes.length / 2;
            bytes[at] ^= 1;
            ImageException refused = refusal(ContentType.IMAGES, Files.write(folder.resolve("flipped"), bytes));
            assertThat(refused.problem()).isEqualTo(ImageProblem.ARCHIVE_CORRUPT);
            assertThat(refused.getMessage() + refused.arguments()).contains("is not what its digest says");
        }
    }

    private static int find(byte[] in, byte[] what) {
        String all = new String(in, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(new String(what, StandardCharsets.ISO_8859_1));
        assertThat(at).isPositive();
        return at;
    }

    @Test
    void imagesForOtherMachinesAreRefusedByName() throws IOException {
        String arm = maker.descriptor(
                maker.manifest("arm64", "1.tar"),
                MANIFEST,
                ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/x/till:4\"}");
        assertThat(refusal(ContentType.IMAGES, maker.oci(image("amd64") + "," + arm))
                        .arguments()
                        .get("reason"))
                .isEqualTo("nodes are linux/amd64, and the image docker.io/x/till:4 is for linux/arm64");
        String both = maker.blob("{\"manifests\":[%s,%s]}".formatted(arm, image("amd64")));
        assertThat(check(ContentType.IMAGES, maker.oci(maker.descriptor(both, "image.index.v1+json", ""))))
                .as("one image for several platforms")
                .isOne();
    }

    @Test
    void aMissingLayerIsRefused() throws IOException {
        Path archive = maker.oci(image("amd64"));
        String layer = OtherTools.shell(folder, "cd layout/blobs/sha256; ls -S | head -1")
                .ok()
                .output()
                .strip();
        OtherTools.run("tar", "-f", archive.toString(), "--delete", "blobs/sha256/" + layer)
                .ok();
        assertThat(refusal(ContentType.IMAGES, archive).arguments().get("reason"))
                .isEqualTo("blobs/sha256/" + layer + " is missing");
    }

    @Test
    void whatIsNoArchiveOfImagesIsRefused() throws IOException {
        assertThat(refusal(ContentType.IMAGES, folder.resolve("1.tar")).problem())
                .isEqualTo(ImageProblem.CONTENT_UNUSABLE);
        Path page = Files.writeString(folder.resolve("page"), "<html>Sign in to this network</html>");
        assertThat(refusal(ContentType.IMAGES, page).problem()).isEqualTo(ImageProblem.CONTENT_UNUSABLE);
        assertThat(refusal(ContentType.CHART, page).problem()).isEqualTo(ImageProblem.CONTENT_UNUSABLE);
    }

    @Test
    void aChartHasItsFileAndItsEnd() throws IOException {
        OtherTools.shell(
                        folder,
                        "mkdir -p till/charts/in; echo name: till > till/Chart.yaml; cp till/Chart.yaml till/charts/in;"
                                + " head -c 3000 /dev/urandom > till/values; tar -czf till.tgz till; rm till/Chart.yaml;"
                                + " tar -czf other.tgz till")
                .ok();
        Path chart = folder.resolve("till.tgz");
        check(ContentType.CHART, chart);
        byte[] whole = Files.readAllBytes(chart);
        for (int length = 100; length < whole.length; length += 400) {
            Path cut = Files.write(folder.resolve("cut.tgz"), Arrays.copyOf(whole, length));
            assertThat(refusal(ContentType.CHART, cut).problem()).isEqualTo(ImageProblem.TAR_TRUNCATED);
        }
        assertThat(refusal(ContentType.CHART, folder.resolve("other.tgz"))
                        .arguments()
                        .get("reason"))
                .contains("Chart.yaml");
    }

    private String image(String architecture) throws IOException {
        return maker.descriptor(maker.manifest(architecture, "1.tar", "2.tar"), MANIFEST, "");
    }

    private static int check(ContentType type, Path file) {
        return new ContentCheck().check(type, file, Progress.NONE).orElse(0);
    }

    private static ImageException refusal(ContentType type, Path file) {
        ImageException refused = catchThrowableOfType(ImageException.class, () -> check(type, file));
        assertThat(refused).as("refusal of " + file).isNotNull();
        assertThat(refused.element()).startsWith(file.toString());
        return refused;
    }
}
