package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Stores one batch; records that are there already are passed over. Stateless. */
final class TelemetryWriter {
    private TelemetryWriter() {}

    static void append(Connection on, TelemetryBatch batch) throws SQLException {
        int samples = samples(on, batch);
        int lines = lines(on, batch);
        int gaps = gaps(on, batch);
        clusterEvents(on, batch);
        Rows.change(
                on,
                "INSERT INTO telemetry_marks (node_id, last_sequence, last_ms, samples, log_lines, gaps)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (node_id) DO UPDATE SET"
                        + " last_sequence = CASE WHEN excluded.last_sequence > telemetry_marks.last_sequence"
                        + " THEN excluded.last_sequence ELSE telemetry_marks.last_sequence END,"
                        + " last_ms = CASE WHEN excluded.last_ms > telemetry_marks.last_ms"
                        + " THEN excluded.last_ms ELSE telemetry_marks.last_ms END,"
                        + " samples = telemetry_marks.samples + excluded.samples,"
                        + " log_lines = telemetry_marks.log_lines + excluded.log_lines,"
                        + " gaps = telemetry_marks.gaps + excluded.gaps",
                batch.node(),
                batch.lastSequence(),
                lastMs(batch),
                samples,
                lines,
                gaps);
    }

    private static void clusterEvents(Connection on, TelemetryBatch batch) throws SQLException {
        for (NodeEvent event : batch.events()) {
            if (event.isOfCluster()) {
                Rows.change(
                        on,
                        "INSERT INTO cluster_events (node_id, at_ms, kind, words) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        batch.node(),
                        event.at(),
                        event.kind(),
                        event.text());
            }
        }
    }

    private static int samples(Connection on, TelemetryBatch batch) throws SQLException {
        int stored = 0;
        try (PreparedStatement insert =
                on.prepareStatement("INSERT INTO samples (node_id, series, at_ms, boot, sequence, value)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (TelemetrySample sample : batch.samples()) {
                Rows.bind(
                        insert,
                        sample.node(),
                        sample.series(),
                        sample.at(),
                        sample.boot(),
                        sample.sequence(),
                        sample.value());
                stored += insert.executeUpdate();
            }
        }
        return stored;
    }

    private static int lines(Connection on, TelemetryBatch batch) throws SQLException {
        int stored = 0;
        long id = Rows.first(on, row -> row.getLong(1), "SELECT COALESCE(MAX(id), 0) FROM log_lines")
                .orElse(0L);
        try (PreparedStatement insert = on.prepareStatement(
                        "INSERT INTO log_lines (id, node_id, boot, sequence, at_ms, priority, unit, message)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement words =
                        on.prepareStatement("INSERT INTO log_search (rowid, message, unit) VALUES (?, ?, ?)")) {
            for (LogEntry line : batch.logs()) {
                id++;
                Rows.bind(
                        insert,
                        id,
                        line.node(),
                        line.boot(),
                        line.sequence(),
                        line.at(),
                        line.priority(),
                        line.unit(),
                        line.message());
                if (insert.executeUpdate() > 0) {
                    Rows.bind(words, id, line.message(), line.unit());
                    words.executeUpdate();
                    stored++;
                }
            }
        }
        return stored;
    }

    private static int gaps(Connection on, TelemetryBatch batch) throws SQLException {
        int stored = 0;
        for (Gap gap : batch.gaps()) {
            stored += Rows.change(
                    on,
                    "INSERT INTO gaps (node_id, boot, sequence, from_ms, to_ms, reason, lost)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    gap.node(),
                    gap.boot(),
                    gap.sequence(),
                    gap.from(),
                    gap.to(),
                    gap.reason(),
                    gap.lost());
        }
        return stored;
    }

    private static long lastMs(TelemetryBatch batch) {
        long samples = batch.samples().stream()
                .mapToLong(sample -> sample.at().toEpochMilli())
                .max()
                .orElse(0);
        long lines = batch.logs().stream()
                .mapToLong(line -> line.at().toEpochMilli())
                .max()
                .orElse(0);
        return Math.max(samples, lines);
    }
}
