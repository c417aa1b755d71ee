package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a cluster's keys and tokens at a visit.
 *
 * @param node label of the server that was asked; empty for none
 * @param cluster its id; null for none
 * @param problem why they are not kept; null unless they are not
 */
public record SiteBackup(
        Outcome outcome,
        String node,
        @Nullable String cluster,
        int files,
        @Nullable Problem problem) {
    /** How it ended. */
    public enum Outcome {
        /** The vault has them now. */
        KEPT,
        /** The vault had the same. */
        UNCHANGED,
        /** No server of a cluster answered that can hand them out. */
        NONE,
        /** They could not be fetched or kept. */
        NOT_KEPT;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static SiteBackup none() {
        return new SiteBackup(Outcome.NONE, "", null, 0, null);
    }
}
