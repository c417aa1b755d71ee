package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;

/**
 * One measured value; unique by node, boot, sequence and series.
 *
 * @param series for example {@code cpu.percent}
 */
public record TelemetrySample(NodeId node, String boot, long sequence, Instant at, String series, double value) {}
