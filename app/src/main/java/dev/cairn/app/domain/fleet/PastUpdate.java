package dev.cairn.app.domain.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An update of a node that has ended, as the inventory keeps it.
 *
 * @param heard when the laptop first heard of it; the end's own time is the node's
 * @param log whether the log of its failed trial is kept, or why not; null if the node was not asked for it
 */
public record PastUpdate(
        UpdateEnd end, Instant heard, @Nullable TrialLogState log) {}
