package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.library.ArtifactKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be imported.
 *
 * @param kind null to find out
 * @param name null for the file's name
 */
public record ImportRequest(
        Path file, @Nullable ArtifactKind kind, @Nullable String name) {
    public static ImportRequest of(Path file) {
        return new ImportRequest(file, null, null);
    }
}
