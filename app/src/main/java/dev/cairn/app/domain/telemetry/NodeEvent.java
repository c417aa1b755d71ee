package dev.cairn.app.domain.telemetry;

import java.time.Instant;

/**
 * Something that a node did or refused.
 *
 * @param kind stable word path, for example {@code login.refused}
 * @param text the code of a problem, or words
 */
public record NodeEvent(Instant at, String kind, String text) {
    /** Whether somebody or something was turned away. */
    public boolean isRefusal() {
        return kind.endsWith(".refused");
    }

    /** Whether it is a step of its site's cluster, or an alarm of it. */
    public boolean isOfCluster() {
        return kind.startsWith("cluster.");
    }
}
