package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * The log of a failed trial in the inventory.
 *
 * @param taken when the laptop got it from the node
 */
public record KeptTrialLog(TrialLog log, Instant taken) {}
