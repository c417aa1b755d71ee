package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import java.util.Map;

/**
 * A content-addressed input.
 *
 * @param details what the import found, for example {@code os=Debian GNU/Linux 13}
 */
public record Artifact(
        Digest digest, String name, ArtifactKind kind, long bytes, Map<String, String> details, Instant importedAt) {
    public Artifact {
        details = Map.copyOf(details);
    }
}
