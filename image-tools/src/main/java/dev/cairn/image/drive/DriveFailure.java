package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what became of a drive whose call failed. One thread.
 *
 * @param bytes its length when it was opened
 */
record DriveFailure(DriveAccess access, Path target, LaneState state, DriveChannel channel, long bytes) {
    /** A drive that is pulled out fails its transfers before the system takes its name or its length away. */
    private static final Duration LOOK_FOR = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Looks for up to two seconds; throws when the lane shall not go on. */
    ImageException of(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return vanished(cause);
        }
        long since = state.now();
        Optional<ImageException> found = look(cause);
        while (found.isEmpty() && channel.device() && state.now() - since < LOOK_FOR.toNanos()) {
            state.pause(LOOK_EVERY);
            found = look(cause);
        }
        return found.orElseGet(() -> ImageException.io(state.phase(), target.toString(), cause));
    }

    /** Nothing while the drive looks as it did before. */
    private Optional<ImageException> look(IOException cause) {
        state.enter();
        if (!access.present(target)) {
            return Optional.of(vanished(cause));
        }
        try {
            return resized(channel.size(), Optional.of(cause));
        } catch (IOException second) {
            cause.addSuppressed(second);
            return Optional.of(vanished(cause));
        }
    }

    /** What it means that the drive has this length now; nothing when it has at least its old one. A drive without a medium has none. */
    Optional<ImageException> resized(long now, Optional<IOException> cause) {
        if (now == 0) {
            return Optional.of(cause.map(this::vanished).orElseGet(this::withoutMedium));
        }
        return now < bytes ? Optional.of(shrunk(now, cause)) : Optional.empty();
    }

    ImageException withoutMedium() {
        return vanished(new IOException("it has 0 bytes now"));
    }

    private ImageException vanished(IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        return new ImageException(
                ImageProblem.DRIVE_VANISHED, state.phase(), target.toString(), Map.of("reason", reason), cause);
    }

    ImageException shrunk(long now, Optional<IOException> cause) {
        return new ImageException(
                ImageProblem.DRIVE_SHRUNK,
                state.phase(),
                target.toString(),
                Map.of("size", Long.toString(now), "before", Long.toString(bytes)),
                cause.orElse(null));
    }
}
