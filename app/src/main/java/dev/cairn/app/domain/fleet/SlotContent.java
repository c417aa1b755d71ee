package dev.cairn.app.domain.fleet;

/**
 * What a node said that one of its slots holds.
 *
 * @param name {@code a} or {@code b}
 * @param state {@code good}, {@code trial}, {@code bad}, {@code writing} or {@code empty}
 * @param release digest of its release; empty when it holds none
 * @param version the version by which the node knows it; empty when it holds none
 */
public record SlotContent(String name, String state, String release, String version) {}
