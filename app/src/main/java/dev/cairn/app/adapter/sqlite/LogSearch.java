package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds log lines. Stateless. */
final class LogSearch {
    private LogSearch() {}

    static List<LogEntry> run(Connection on, LogQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT * FROM log_lines WHERE priority <= ?");
        List<@Nullable Object> values = new ArrayList<>(List.of(query.maxPriority()));
        if (query.node() != null) {
            sql.append(" AND node_id = ?");
            values.add(query.node());
        }
        if (query.from() != null) {
            sql.append(" AND at_ms >= ?");
            values.add(query.from());
        }
        if (query.to() != null) {
            sql.append(" AND at_ms < ?");
            values.add(query.to());
        }
        if (!query.words().isBlank()) {
            sql.append(" AND id IN (SELECT rowid FROM log_search WHERE log_search MATCH ?)");
            values.add(phrases(query.words()));
        }
        sql.append(" ORDER BY at_ms DESC, id DESC LIMIT ?");
        values.add(query.limit());
        List<LogEntry> found = Rows.all(
                on,
                row -> new LogEntry(
                        new NodeId(row.getString("node_id")),
                        row.getString("boot"),
                        row.getLong("sequence"),
                        Rows.time(row, "at_ms"),
                        row.getInt("priority"),
                        row.getString("unit"),
                        row.getString("message")),
                sql.toString(),
                values.toArray());
        Collections.reverse(found);
        return found;
    }

    /** Each word as a quoted prefix, so that nothing in it is taken for FTS5 syntax (sqlite.org/fts5.html section 3.1). */
    private static String phrases(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .map(word -> "\"" + word.replace("\"", "\"\"") + "\"*")
                .collect(Collectors.joining(" "));
    }
}
