package dev.cairn.app.domain.drive;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one written drive.
 *
 * @param problem code of what went wrong, or null
 * @param flash its place in a run of the flash line, or null
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
        @Nullable String problem,
        @Nullable FlashPlace flash) {
    public boolean isOf(FlashRun run) {
        return flash != null && flash.runId().equals(run.id());
    }

    /** The same with another end. */
    public DriveWrite failed(String code) {
        return new DriveWrite(
                id, imageId, device, model, serial, bytes, false, sha256, startedAt, endedAt, code, flash);
    }

    /** Whether it was written in this run and found good. */
    public boolean doneIn(FlashRun run) {
        return problem == null && isOf(run);
    }
}
