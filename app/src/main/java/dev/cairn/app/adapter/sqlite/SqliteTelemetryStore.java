package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import java.time.Instant;
import java.util.List;

/** Telemetry in SQLite, thin for now: one row per value, log words in FTS5. */
public final class SqliteTelemetryStore implements TelemetryStore {
    private final SqliteDatabase database;

    public SqliteTelemetryStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public void append(TelemetryBatch batch) {
        database.change(Topic.TELEMETRY, on -> {
            TelemetryWriter.append(on, batch);
            return true;
        });
    }

    @Override
    public long lastSequence(NodeId node) {
        return database.read(on -> Rows.first(
                        on,
                        row -> row.getLong("last_sequence"),
                        "SELECT last_sequence FROM telemetry_marks WHERE node_id = ?",
                        node)
                .orElse(0L));
    }

    @Override
    public List<String> series(NodeId node) {
        return database.read(on -> Rows.all(
                on,
                row -> row.getString("series"),
                "SELECT DISTINCT series FROM samples WHERE node_id = ? ORDER BY series",
                node));
    }

    @Override
    public List<TelemetrySample> samples(NodeId node, String series, Instant from, Instant to) {
        return database.read(on -> Rows.all(
                on,
                row -> new TelemetrySample(
                        node,
                        row.getString("boot"),
                        row.getLong("sequence"),
                        Rows.time(row, "at_ms"),
                        series,
                        row.getDouble("value")),
                "SELECT * FROM samples WHERE node_id = ? AND series = ? AND at_ms >= ? AND at_ms < ?"
                        + " ORDER BY at_ms, sequence",
                node,
                series,
                from,
                to));
    }

    @Override
    public List<LogEntry> logs(LogQuery query) {
        return database.read(on -> LogSearch.run(on, query));
    }

    @Override
    public List<NodeEvent> clusterEvents(NodeId node, int limit) {
        return database.read(on -> Rows.all(
                on,
                row -> new NodeEvent(Rows.time(row, "at_ms"), row.getString("kind"), row.getString("words")),
                "SELECT * FROM cluster_events WHERE node_id = ? ORDER BY at_ms DESC, kind, words LIMIT ?",
                node,
                limit));
    }

    @Override
    public List<Gap> gaps(NodeId node, Instant from, Instant to) {
        return database.read(on -> Rows.all(
                on,
                row -> new Gap(
                        node,
                        row.getString("boot"),
                        row.getLong("sequence"),
                        Rows.time(row, "from_ms"),
                        Rows.time(row, "to_ms"),
                        row.getString("reason"),
                        row.getLong("lost")),
                "SELECT * FROM gaps WHERE node_id = ? AND to_ms >= ? AND from_ms < ? ORDER BY from_ms",
                node,
                from,
                to));
    }

    @Override
    public TelemetryCounts counts() {
        return database.read(on -> Rows.first(
                        on,
                        row -> new TelemetryCounts(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "SELECT COALESCE(SUM(samples), 0), COALESCE(SUM(log_lines), 0), COALESCE(SUM(gaps), 0)"
                                + " FROM telemetry_marks")
                .orElseThrow());
    }
}
