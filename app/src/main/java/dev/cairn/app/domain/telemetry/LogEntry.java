package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;

/**
 * One line of a node's journal; unique by node, boot and sequence.
 *
 * @param priority syslog severity (RFC 5424 section 6.2.1), 0 emergency to 7 debug
 */
public record LogEntry(
        NodeId node, String boot, long sequence, Instant at, int priority, String unit, String message) {}
