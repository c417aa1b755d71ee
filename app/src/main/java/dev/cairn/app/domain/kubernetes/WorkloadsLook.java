package dev.cairn.app.domain.kubernetes;

import java.time.Instant;

/**
 * One look at what runs at a site. Immutable.
 *
 * @param at when the answers came, by this laptop's clock
 * @param through label of the node that led there
 * @param observer the laptop that looked
 */
public record WorkloadsLook(Instant at, String through, String observer, ClusterContents contents) {}
