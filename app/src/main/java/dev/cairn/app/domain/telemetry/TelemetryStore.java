package dev.cairn.app.domain.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;
import java.util.List;

/** Keeps telemetry. Storing the same record twice changes nothing. */
public interface TelemetryStore {
    /** Stores a batch in one transaction. */
    void append(TelemetryBatch batch);

    /** The highest sequence stored of a node, 0 for none. */
    long lastSequence(NodeId node);

    /** The names of a node's series. */
    List<String> series(NodeId node);

    /** Samples in order of time; {@code to} is exclusive. */
    List<TelemetrySample> samples(NodeId node, String series, Instant from, Instant to);

    /** Log lines in order of time. */
    List<LogEntry> logs(LogQuery query);

    /** The gaps of a node that touch the time range. */
    List<Gap> gaps(NodeId node, Instant from, Instant to);

    /** What a node told of its site's cluster, newest first, at most {@code limit}; kept longer than the node keeps it. */
    List<NodeEvent> clusterEvents(NodeId node, int limit);

    TelemetryCounts counts();
}
