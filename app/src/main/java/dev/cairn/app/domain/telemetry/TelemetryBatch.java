package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.util.List;

/** What one drain of a node brought; {@code lastSequence} may be acknowledged once this is stored. */
public record TelemetryBatch(
        NodeId node,
        List<TelemetrySample> samples,
        List<LogEntry> logs,
        List<Gap> gaps,
        long lastSequence,
        boolean more) {
    public TelemetryBatch {
        samples = List.copyOf(samples);
        logs = List.copyOf(logs);
        gaps = List.copyOf(gaps);
    }
}
