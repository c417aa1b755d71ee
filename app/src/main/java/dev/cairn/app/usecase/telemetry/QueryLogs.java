package dev.cairn.app.usecase.telemetry;

import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import java.util.List;

/** Reads log lines. */
public final class QueryLogs {
    private final TelemetryStore store;

    public QueryLogs(TelemetryStore store) {
        this.store = store;
    }

    /** The newest lines that fit, in order of time. */
    public List<LogEntry> run(LogQuery query) {
        return store.logs(query);
    }
}
