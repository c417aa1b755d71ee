package dev.cairn.app.usecase.telemetry;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import java.time.Instant;
import java.util.List;

/** Reads samples and gaps. */
public final class QueryTelemetry {
    private final TelemetryStore store;

    public QueryTelemetry(TelemetryStore store) {
        this.store = store;
    }

    /** The names of a node's series. */
    public List<String> series(NodeId node) {
        return store.series(node);
    }

    /** Samples in order of time; {@code to} is exclusive. */
    public List<TelemetrySample> samples(NodeId node, String series, Instant from, Instant to) {
        return store.samples(node, series, from, to);
    }

    public List<Gap> gaps(NodeId node, Instant from, Instant to) {
        return store.gaps(node, from, to);
    }

    public TelemetryCounts counts() {
        return store.counts();
    }
}
