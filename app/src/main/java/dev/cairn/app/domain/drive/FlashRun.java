package dev.cairn.app.domain.drive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One box of drives: all that are written from arming the flash line until the run is closed, over restarts of the app.
 *
 * @param hostPrefix each drive gets a host name of this and a number; null leaves the image's own seed
 * @param endedAt null while the run is open
 */
public record FlashRun(
        String id,
        String imageId,
        @Nullable String hostPrefix,
        Instant startedAt,
        @Nullable Instant endedAt) {
    private static final String NAME = "%s-%03d";

    /** The host name with this number; null when the run gives none. */
    public @Nullable String hostName(int number) {
        return hostPrefix == null ? null : String.format(java.util.Locale.ROOT, NAME, hostPrefix, number);
    }

    public FlashRun ended(Instant at) {
        return new FlashRun(id, imageId, hostPrefix, startedAt, at);
    }
}
