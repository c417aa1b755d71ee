package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What is in one slot, as the node sees it. Immutable.
 *
 * @param generation the version number of its loader entry, 0 if it has none
 * @param triesLeft boot tries left, null unless it is a trial
 */
public record SlotStatus(
        SlotName name,
        boolean booted,
        SlotState state,
        long generation,
        @Nullable String bundleDigest,
        @Nullable String releaseDigest,
        @Nullable String version,
        @Nullable Integer triesLeft) {}
