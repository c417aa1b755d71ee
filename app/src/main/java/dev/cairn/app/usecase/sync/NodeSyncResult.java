package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.NodeId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did with one node.
 *
 * @param slotBefore slot that ran when the sync began; empty when unreachable
 * @param slotAfter slot that ran when it ended
 * @param pushedBytes bytes of chunks that this laptop sent to it
 * @param neighbourBytes bytes of chunks that other nodes of the site passed to it
 * @param problem what went wrong, or null
 */
public record NodeSyncResult(
        NodeId node,
        String label,
        Outcome outcome,
        String slotBefore,
        String slotAfter,
        String release,
        long pushedBytes,
        long neighbourBytes,
        long samples,
        long logLines,
        long gaps,
        @Nullable Problem problem) {
    /** How it ended for the node. */
    public enum Outcome {
        /** Nothing had to be changed, or only its order. */
        SYNCED,
        COMMITTED,
        ROLLED_BACK,
        /** Another node of the site failed first, so this one was left as it is. */
        HELD_BACK,
        UNREACHABLE,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean good() {
            return this == SYNCED || this == COMMITTED;
        }
    }
}
