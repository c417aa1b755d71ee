package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * What the last boot of a node's failed trial logged, or why that is not there.
 *
 * @param bundle of the update that fell back; empty if none did
 * @param ended when that update ended, by the node's clock
 * @param slot the one that was tried; empty if none was
 * @param boot the id of the boot that logged it; empty without text
 * @param text empty unless it is kept
 * @param cut whether the beginning is left out
 */
public record TrialLog(
        TrialLogState state, String bundle, Instant ended, String slot, String boot, String text, boolean cut) {
    /** Nothing but the reason. */
    public static TrialLog none(TrialLogState why) {
        return new TrialLog(why, "", Instant.EPOCH, "", "", "", false);
    }

    /** Nothing of this update but the reason. */
    public TrialLog of(UpdateEnd end) {
        return new TrialLog(state, end.bundle(), end.at(), end.triedSlot(), boot, text, cut);
    }

    /** Whether it is about this update. */
    public boolean isOf(UpdateEnd end) {
        return bundle.equals(end.bundle()) && ended.equals(end.at());
    }
}
