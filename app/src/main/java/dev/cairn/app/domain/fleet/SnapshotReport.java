package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * A saved state of the cluster on a node's disk, as the node told it. Immutable.
 *
 * @param name by which a restore names it
 * @param at when it was complete, by the node's clock
 */
public record SnapshotReport(String name, Instant at, long bytes) {}
