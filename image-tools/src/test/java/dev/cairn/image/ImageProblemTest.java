package dev.cairn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageProblemTest {
    @Test
    void everyCodeHasItsThreeTextsAndNoTextIsLeftOver() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("../resources/i18n/problems-image.properties"))) {
            texts.load(reader);
        }
        TreeSet<String> wanted = Arrays.stream(ImageProblem.values())
                .flatMap(problem -> Stream.of("what", "why", "do").map(part -> problem.code() + "." + part))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(wanted);
    }

    @Test
    void aFullDiskIsRecognisedByWhatTheSystemsSay() {
        for (String message :
                new String[] {"No space left on device", "There is not enough space on the disk", "Disk quota exceeded"
                }) {
            assertThat(ImageException.io("bake", "x", new IOException(message)).problem())
                    .isEqualTo(ImageProblem.DISK_FULL);
        }
    }
}
