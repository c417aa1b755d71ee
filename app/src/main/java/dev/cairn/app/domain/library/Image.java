package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A whole disk, baked from a release.
 *
 * @param bytes the size of the disk; the file takes less, as empty areas are holes
 * @param site the site that its seed names, or null
 * @param hostName the host name that its seed names, or null
 */
public record Image(
        String id,
        Path path,
        Digest release,
        Digest sha256,
        long bytes,
        String batch,
        @Nullable SiteId site,
        @Nullable String hostName,
        Instant bakedAt) {
    /** The same image, read from a copy. */
    public Image standingAt(Path copy) {
        return new Image(id, copy, release, sha256, bytes, batch, site, hostName, bakedAt);
    }
}
