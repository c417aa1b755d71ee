package dev.cairn.app.domain.drive;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one written drive.
 *
 * @param problem code of what went wrong, or null
 */
public record DriveWrite(
        String id,
        String imageId,
        String device,
        String model,
        String serial,
        long bytes,
        boolean verified,
        Digest sha256,
        Instant startedAt,
        Instant endedAt,
        @Nullable String problem) {}
