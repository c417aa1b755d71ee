package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.fleet.UpdateHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ended updates in SQLite, and what failed trials logged. */
public final class SqliteUpdateHistory implements UpdateHistory {
    /** Of so many failed trials of a node the logs are kept. */
    static final int MOST_LOGS = 5;

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
                "SELECT u.*, l.state AS log_state FROM node_updates u LEFT JOIN trial_logs l ON l.node_id = u.node_id"
                        + " AND l.ended_ms = u.ended_ms AND l.bundle = u.bundle WHERE u.node_id = ?"
                        + " ORDER BY u.ended_ms DESC, u.heard_ms DESC, u.bundle",
                node));
    }

    @Override
    public void keep(NodeId node, KeptTrialLog kept) {
        TrialLog log = kept.log();
        database.change(Topic.NODES, on -> {
            Rows.change(
                    on,
                    "INSERT INTO trial_logs (node_id, ended_ms, bundle, state, slot, boot, content, cut, taken_ms)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (node_id, ended_ms, bundle) DO UPDATE SET"
                            + " state = excluded.state, slot = excluded.slot, boot = excluded.boot,"
                            + " content = excluded.content, cut = excluded.cut, taken_ms = excluded.taken_ms",
                    node,
                    log.ended(),
                    log.bundle(),
                    log.state().name(),
                    log.slot(),
                    log.boot(),
                    log.text(),
                    log.cut(),
                    kept.taken());
            return Rows.change(
                    on,
                    "DELETE FROM trial_logs WHERE node_id = ? AND ended_ms NOT IN (SELECT ended_ms FROM trial_logs"
                            + " WHERE node_id = ? ORDER BY ended_ms DESC LIMIT " + MOST_LOGS + ")",
                    node,
                    node);
        });
    }

    @Override
    public Optional<KeptTrialLog> trialLog(NodeId node, UpdateEnd end) {
        return database.read(on -> Rows.first(
                on,
                SqliteUpdateHistory::log,
                "SELECT * FROM trial_logs WHERE node_id = ? AND ended_ms = ? AND bundle = ?",
                node,
                end.at(),
                end.bundle()));
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
        String log = Rows.textOrNull(row, "log_state");
        return new PastUpdate(end, Rows.time(row, "heard_ms"), log == null ? null : TrialLogState.valueOf(log));
    }

    private static KeptTrialLog log(ResultSet row) throws SQLException {
        TrialLog log = new TrialLog(
                TrialLogState.valueOf(row.getString("state")),
                row.getString("bundle"),
                Rows.time(row, "ended_ms"),
                row.getString("slot"),
                row.getString("boot"),
                row.getString("content"),
                row.getLong("cut") != 0);
        return new KeptTrialLog(log, Rows.time(row, "taken_ms"));
    }
}
