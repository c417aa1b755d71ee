package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.util.List;

/**
 * What one drain of a node brought.
 *
 * @param logs with a line for each of the events
 * @param lastSequence may be acknowledged once this is stored
 */
public record TelemetryBatch(
        NodeId node,
        List<TelemetrySample> samples,
        List<LogEntry> logs,
        List<Gap> gaps,
        List<NodeEvent> events,
        long lastSequence,
        boolean more) {
    public TelemetryBatch {
        samples = List.copyOf(samples);
        logs = List.copyOf(logs);
        gaps = List.copyOf(gaps);
        events = List.copyOf(events);
    }
}
