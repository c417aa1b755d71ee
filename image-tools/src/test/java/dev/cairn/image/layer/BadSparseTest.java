package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of sparse files that contradict themselves or their data. */
class BadSparseTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,512,500,488", // overlap
                "0,512,1000", // odd
                "0,512,1000,300", // less than there is
                "0,512,9999999999999999999,488",
                "0,512,-5,488",
                "5000,512,1000,488", // backwards
                "0,512,9800,488" // beyond the end
            })
    void aMapThatCannotBeIsRefusedByOffset(String map) {
        Path tar = new TarMaker()
                .entry("before", '0', new byte[512])
                .pax("GNU.sparse.map=" + map, "GNU.sparse.size=10000", "GNU.sparse.numblocks=2")
                .entry("sparse", '0', new byte[1000])
                .write(folder.resolve("bad.tar"));
        ImageException refused = refusal(tar);
        assertThat(refused.problem()).isEqualTo(ImageProblem.TAR_CORRUPT);
        assertThat(refused.arguments()).containsEntry("offset", "2048");
    }

    @Test
    void aFileLargerThanAnyDiskHereIsRefusedAndNotLaidOut() {
        Path tar = new TarMaker()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=9000000000000000000")
                .entry("sparse", '0', padded("1\n0\n0\n"))
                .write(folder.resolve("bad.tar"));
        assertThat(refusal(tar).problem()).isEqualTo(ImageProblem.TAR_CORRUPT);
    }

    @Test
    void aMapThatGoesOnBeyondTheArchiveIsTruncated() {
        Path tar = new TarMaker()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=9000")
                .entry("sparse", '0', padded("1000\n0\n0\n" + "5\n0\n".repeat(100)))
                .write(folder.resolve("bad.tar"));
        assertThat(refusal(tar).problem()).isIn(ImageProblem.TAR_CORRUPT, ImageProblem.TAR_TRUNCATED);
    }

    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return java.util.Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, 512) * 512);
    }

    private ImageException refusal(Path tar) {
        return catchThrowableOfType(
                ImageException.class, () -> MergedLayers.open(List.of(Layer.tar(tar)), Progress.NONE));
    }
}
