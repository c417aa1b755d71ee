package dev.cairn.agent.update;

import dev.cairn.protocol.SlotName;

/**
 * The last trial that fell back, as it is saved. Immutable.
 *
 * @param slot the one that was tried
 * @param sinceBoot a boot that came before the last boot of the trial, or that boot itself; empty when unknown
 * @param atMs when its update ended, as in {@link dev.cairn.protocol.UpdateResult}
 */
public record FailedTrial(String bundleDigest, SlotName slot, String sinceBoot, long atMs) {}
