package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The update under way and how the last one ended. Immutable.
 *
 * @param bundleDigest the target, null when idle
 * @param bytesDone bytes of the target that the node has, or has written, in this phase
 * @param bytesTotal bytes of the target, 0 while its manifest is missing
 * @param lastResult null before the first update ended
 */
public record UpdateStatus(
        UpdatePhase phase,
        @Nullable String bundleDigest,
        @Nullable String releaseDigest,
        @Nullable String version,
        long bytesDone,
        long bytesTotal,
        @Nullable UpdateResult lastResult) {}
