package dev.cairn.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads the code of a format shall find the place that tells why it is so. */
final class CitationTest {
    private static final Path IMAGE_TOOLS = Path.of("../../image-tools/src/main/java/dev/cairn/image");
    private static final Path FIXTURE = Path.of("java/dev/cairn/architecture/fixture/image/fat");

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "fat", "squashfs", "cpio", "lzma", "archive"})
    void everyPublicTypeOfAFormatNamesItsSpecification(String format) throws IOException {
        Citations found = Citations.in(IMAGE_TOOLS.resolve(format), (isPublic, name) -> isPublic);
        assertThat(found.types()).as("public types in %s", format).isNotEmpty();
        assertThat(found.without()).isEmpty();
    }

    @Test
    void everyTypeThatReadsTarsNamesItsSpecification() throws IOException {
        Citations found =
                Citations.in(IMAGE_TOOLS.resolve("layer"), (isPublic, name) -> name.matches("(Tar|Pax|Sparse)[A-Z].*"));
        assertThat(found.types()).contains("TarLayer", "TarReader", "PaxRecords", "SparseMap");
        assertThat(found.without()).isEmpty();
    }

    @Test
    void fixtureBreaksTheRule() throws IOException {
        assertThat(Citations.in(FIXTURE, (isPublic, name) -> isPublic).without())
                .containsExactly("UncitedReader", "UndocumentedTable", "VagueVolume");
    }
}
