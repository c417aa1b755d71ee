package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;

/**
 * A time for which records are known to be missing, and why.
 *
 * @param sequence the sequence number of the gap's own record
 */
public record Gap(NodeId node, String boot, long sequence, Instant from, Instant to, String reason, long lost) {}
