package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.UpdateEnd;
import org.jspecify.annotations.Nullable;

/**
 * What failed on a node before it was ordered to try again, and is therefore no answer to that order. Immutable.
 *
 * @param update how its last update had ended; null for none, or where nothing is tried again
 * @param content whether content had failed, and was not seen under way since
 */
record PastFailure(@Nullable UpdateEnd update, boolean content) {
    /** Nothing is tried again: what failed before is the answer. */
    static final PastFailure NONE = new PastFailure(null, false);

    static PastFailure of(NodeReport report, BundleChunks chunks) {
        return new PastFailure(report.lastUpdate(), contentFailed(report, chunks));
    }

    /** What is still past once the node said this. */
    PastFailure after(NodeReport report, BundleChunks chunks) {
        return content && !contentFailed(report, chunks) ? new PastFailure(update, false) : this;
    }

    /** Whether the bundle, or what runs in Kubernetes beside it, failed on the node, and not only in the past. */
    boolean isOver(NodeReport report, BundleChunks chunks) {
        UpdateEnd last = report.lastUpdate();
        boolean slot = last != null
                && last.bundle().equals(chunks.digest().hex())
                && !last.committed()
                && !last.equals(update);
        return slot || (!content && contentFailed(report, chunks));
    }

    private static boolean contentFailed(NodeReport report, BundleChunks chunks) {
        ContentReport told = report.content();
        return told != null
                && told.phase().equals("idle")
                && chunks.content()
                        .filter(wanted -> wanted.hex().equals(told.failed()))
                        .isPresent();
    }
}
