package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.fleet.UpdateHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Ended updates in SQLite. */
public final class SqliteUpdateHistory implements UpdateHistory {
    private final SqliteDatabase database;

    public SqliteUpdateHistory(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public void add(NodeId node, List<UpdateEnd> ended, Instant heard) {
        List<UpdateEnd> known = of(node).stream().map(PastUpdate::end).toList();
        List<UpdateEnd> fresh =
                ended.stream().filter(end -> !known.contains(end)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        database.change(Topic.NODES, on -> {
            int added = 0;
            for (UpdateEnd end : fresh) {
                added += Rows.change(
                        on,
                        "INSERT INTO node_updates (node_id, ended_ms, bundle, release_digest, version, outcome, reason,"
                                + " slot_before, slot_after, heard_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (node_id, ended_ms, bundle) DO NOTHING",
                        node,
                        end.at(),
                        end.bundle(),
                        end.release(),
                        end.version(),
                        end.outcome(),
                        end.reason(),
                        end.previousSlot(),
                        end.currentSlot(),
                        heard);
            }
            return added;
        });
    }

    @Override
    public List<PastUpdate> of(NodeId node) {
        return database.read(on -> Rows.all(
                on,
                SqliteUpdateHistory::update,
                "SELECT * FROM node_updates WHERE node_id = ? ORDER BY ended_ms DESC, heard_ms DESC, bundle",
                node));
    }

    private static PastUpdate update(ResultSet row) throws SQLException {
        UpdateEnd end = new UpdateEnd(
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("bundle"),
                row.getString("release_digest"),
                row.getString("version"),
                row.getString("slot_before"),
                row.getString("slot_after"),
                Rows.time(row, "ended_ms"));
        return new PastUpdate(end, Rows.time(row, "heard_ms"));
    }
}
