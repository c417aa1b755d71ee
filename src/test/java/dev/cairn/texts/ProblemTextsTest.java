package dev.cairn.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.image.ImageProblem;
import dev.cairn.protocol.NodeProblem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProblemTextsTest {
    private static final List<String> TEXTS = List.of("what", "why", "do");

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of(
                        "problems-image",
                        Arrays.stream(ImageProblem.values())
                                .map(ImageProblem::code)
                                .toList()),
                Arguments.of(
                        "problems-node",
                        Arrays.stream(NodeProblem.values())
                                .map(NodeProblem::code)
                                .toList()),
                Arguments.of(
                        "problems-app",
                        Arrays.stream(AppProblem.values()).map(AppProblem::code).toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void everyCodeHasItsThreeTextsAndEveryTextItsCode(String bundle, List<String> codes) throws IOException {
        Properties texts = load(bundle);
        var expected = codes.stream()
                .flatMap(code -> TEXTS.stream().map(text -> code + "." + text))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(expected);
        assertThat(texts.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    private static Properties load(String bundle) throws IOException {
        String path = "/dev/cairn/resources/i18n/" + bundle + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(ProblemTextsTest.class.getResourceAsStream(path), path),
                StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        }
    }
}
