package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * Something that happened to a site's cluster, as a node told it or as somebody decided it here. Immutable.
 *
 * @param at by the clock of the node that told it, or of the laptop where it was decided
 * @param source who told it
 * @param subject label of the node, or name of the site, that it is about
 * @param kind stable word path: {@code cluster.phase}, {@code cluster.alarm}, {@code node.assigned}, …
 * @param words more about it: {@code agent -> promoting}, the code of an alarm, the name of a node; may be empty
 * @param who the user and laptop that decided it; empty for what nodes told
 */
public record TimelineEntry(Instant at, Source source, String subject, String kind, String words, String who) {
    /** Where the knowledge comes from. */
    public enum Source {
        /** A node recorded it when it happened. */
        NODE,
        /** A node's newest report says since when it is so; what led there was not heard. */
        REPORT,
        /** Somebody did it with this program. */
        LAPTOP
    }
}
