package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * An update of a node that has ended, as the inventory keeps it.
 *
 * @param heard when the laptop first heard of it; the end's own time is the node's
 */
public record PastUpdate(UpdateEnd end, Instant heard) {}
