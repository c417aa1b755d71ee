package dev.cairn.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code recover status}. Immutable.
 *
 * @param bundleDigest null while nothing is being written
 * @param bytesDone of the phase; of {@code bytesTotal}
 * @param problem why it was given up; null otherwise
 * @param arguments of the problem
 */
public record RecoveryStatus(
        RecoveryPhase phase,
        @Nullable String bundleDigest,
        long bytesDone,
        long bytesTotal,
        @Nullable NodeProblem problem,
        Map<String, String> arguments) {
    public static final RecoveryStatus IDLE = new RecoveryStatus(RecoveryPhase.IDLE, null, 0, 0, null, Map.of());

    /** Copies the map. */
    public RecoveryStatus {
        arguments = Map.copyOf(arguments);
    }
}
