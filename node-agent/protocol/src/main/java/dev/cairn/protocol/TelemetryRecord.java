package dev.cairn.protocol;

/**
 * One record of a node's spool; unique by node, boot and sequence number. Immutable.
 *
 * @param boot id of the boot that made it
 * @param seq grows by one with every record, over boots too
 * @param timeMs ms since 1970 by the node's clock
 */
public record TelemetryRecord(NodeId node, String boot, long seq, long timeMs, TelemetryPayload payload) {}
