package dev.cairn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The update under way and how the last one ended. Immutable.
 *
 * @param bundleDigest the target, null when idle
 * @param bytesDone bytes of the target that the node has, or has written, in this phase
 * @param bytesTotal bytes of the target, 0 while its manifest is missing
 * @param lastResult null before the first update ended
 * @param receivedFrom bytes of chunks since the agent started, by who sent them: {@link #LAPTOP}, {@link #STICK} or the id of a node of the site
 * @param history the newest updates that ended, oldest first; null from agents that keep none
 */
public record UpdateStatus(
        UpdatePhase phase,
        @Nullable String bundleDigest,
        @Nullable String releaseDigest,
        @Nullable String version,
        long bytesDone,
        long bytesTotal,
        @Nullable UpdateResult lastResult,
        @Nullable Map<String, Long> receivedFrom,
        @Nullable List<UpdateResult> history) {
    public static final String LAPTOP = "laptop";
    public static final String STICK = "stick";

    /** Copies the collections. */
    public UpdateStatus {
        receivedFrom = receivedFrom == null ? null : Map.copyOf(receivedFrom);
        history = history == null ? null : List.copyOf(history);
    }
}
