package dev.cairn.app.domain.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * When, how and by whom a node was last heard.
 *
 * @param address host and port of its SSH server
 * @param observer the laptop that heard it
 */
public record LastSeen(Instant at, Source source, String address, String observer) {
    /** How a sighting came about. */
    public enum Source {
        BEACON,
        SSH
    }

    /** The age of this knowledge, never negative. */
    public Duration age(Instant now) {
        Duration age = Duration.between(at, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
