package dev.cairn.agent.neighbour;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the other nodes of the site may have from this one. Immutable.
 *
 * @param order the newest order that this node took, as it was signed: who gets it judges it anew
 */
public record Offers(ChunkOffer chunks, Supplier<Optional<byte[]>> order) {}
