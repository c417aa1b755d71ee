package dev.cairn.agent.update;

import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.UpdateResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot of the cluster before the restart of an update. What cannot be read cannot be kept, and the update may be what mends it: it goes
 * on and says so. What is well and cannot be kept ends the update; ordered again after that, it goes on without. Saves nothing itself.
 */
final class SnapshotStep {
    /** Between one try and the next. */
    static final Duration PAUSE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStep.class);

    private final ClusterSnapshots snapshots;

    SnapshotStep(ClusterSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Tries once, and says how far that came; {@code trying} counts this try already. */
    SnapshotBefore take(UpdateTarget trying) {
        SnapshotBefore far = trying.keeps();
        SnapshotBefore after = switch (taking(trying)) {
            case ClusterSnapshots.Taking.NotHere nothing -> far.notNeeded();
            case ClusterSnapshots.Taking.Taken taken ->
                far.taken(taken.snapshot().name());
            case ClusterSnapshots.Taking.Unreadable unreadable -> far.unreadable(unreadable.reason());
            case ClusterSnapshots.Taking.Failed failed -> far.failed(failed.reason());
        };
        if (!after.over()) {
            LOG.warn("no snapshot before {}, try {}: {}", trying.version(), after.tries(), after.why());
        }
        return after;
    }

    /**
     * Why the update ends here, when no try came to anything; empty when it goes on without.
     *
     * @param last how the update before ended on this node; null for none. One of the same bundle that ended for want of a snapshot was told, so
     *     that whoever ordered it again knows
     */
    Optional<String> refusal(UpdateTarget target, @Nullable UpdateResult last) {
        String code = NodeProblem.UPDATE_SNAPSHOT_FAILED.code();
        boolean told = last != null
                && last.bundleDigest().equals(target.bundleDigest())
                && last.reason().startsWith(code);
        return told || target.keeps().unreadable()
                ? Optional.empty()
                : Optional.of(code + ": " + target.keeps().why());
    }

    private ClusterSnapshots.Taking taking(UpdateTarget target) {
        try {
            return snapshots.take("update-" + target.version() + "-order-" + target.sequence());
        } catch (RuntimeException broken) {
            LOG.warn("the snapshot failed", broken);
            return new ClusterSnapshots.Taking.Failed(String.valueOf(broken.getMessage()));
        }
    }
}
