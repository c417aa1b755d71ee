package dev.cairn.app.usecase.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.Translation;
import dev.cairn.image.DiskSpace;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemSizesTest {
    private final ProblemTexts texts = new ProblemTexts();

    @Test
    void aDiskWithTooLittleRoomSaysHowMuchIsNeededAndIsFree(@TempDir Path folder) {
        ImageException full = catchThrowableOfType(
                ImageException.class, () -> DiskSpace.require(folder, 5_000_000_000_000_000L, "bake"));
        assertThat(what(full))
                .startsWith("There is no room left at " + folder + ": 4.4 PiB are needed and ")
                .containsPattern("and [0-9.]+ [KMGT]iB are free\\.$");
    }

    @Test
    void aDiskThatRunsFullDuringTheWorkIsNamedWithoutNumbers() {
        ImageException full =
                ImageException.io("bake", "/srv/images/edge.img", new IOException("No space left on device"));
        assertThat(what(full)).isEqualTo("The disk is full that /srv/images/edge.img is on.");
        Problem asNodesTellIt = new Problem(ImageProblem.DISK_FULL.code(), "update", "slot B", Map.of());
        assertThat(texts.of(asNodesTellIt).what()).isEqualTo("The disk is full that slot B is on.");
    }

    @Test
    void sizesThatDifferByLessThanTheirUnitsShowAreToldToTheByte() {
        assertThat(tooSmall("8053063680", "16106127360"))
                .isEqualTo("/dev/sdb has 7.5 GiB and the image needs 15.0 GiB.");
        assertThat(tooSmall("8053063680", "8053064192"))
                .isEqualTo("/dev/sdb has 8,053,063,680 B and the image needs 8,053,064,192 B.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"problems-app", "problems-image", "problems-node"})
    void noTextShowsARawNumberOfBytes(String bundle) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../resources/i18n/" + bundle + ".properties"));
        assertThat(lines).hasSizeGreaterThan(100).noneMatch(line -> line.matches(".*\\{\\w+} bytes.*"));
    }

    private String tooSmall(String size, String needed) {
        return texts.of(new Problem(
                        ImageProblem.TARGET_TOO_SMALL.code(),
                        "write",
                        "/dev/sdb",
                        Map.of("size", size, "needed", needed)))
                .what();
    }

    private String what(ImageException e) {
        return texts.of(Translation.of(e).problem()).what();
    }
}
