package dev.cairn.agent.formation;

import java.time.Duration;

/**
 * How long formation waits for what. Immutable.
 *
 * @param settle how long a node listens before it claims
 * @param claim how long a claim stands before it is acted on, and how long a node listens after a power cut while it seeds
 * @param fresh how old the last notice of a node may be for it to count as heard
 * @param steady how long a node must have worked before it is promoted, or an oddity lasted before it is acted on
 * @param removed how long a majority must say that this node is no member
 * @param patience how long something may stay unfinished before it is taken back or becomes an alarm
 * @param gone how long a server may be away before it is replaced
 * @param cleared how long something must not have been heard for its alarm to end
 * @param notice the pause between two notices; half of it while a claim has to be heard by everybody
 * @param quick the pause between turns while something is under way
 * @param slow the pause between turns otherwise
 */
public record FormationTimes(
        Duration settle,
        Duration claim,
        Duration fresh,
        Duration steady,
        Duration removed,
        Duration patience,
        Duration gone,
        Duration cleared,
        Duration notice,
        Duration quick,
        Duration slow) {
    public static final FormationTimes DEFAULT = new FormationTimes(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));
}
