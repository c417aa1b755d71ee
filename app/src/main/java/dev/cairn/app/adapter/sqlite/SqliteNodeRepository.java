package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nodes in SQLite. */
public final class SqliteNodeRepository implements NodeRepository {
    private final SqliteDatabase database;

    public SqliteNodeRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Node> find(NodeId id) {
        return database.read(on -> Rows.first(on, SqliteNodeRepository::node, "SELECT * FROM nodes WHERE id = ?", id));
    }

    @Override
    public List<Node> all() {
        return database.read(on -> Rows.all(
                on,
                SqliteNodeRepository::node,
                "SELECT * FROM nodes ORDER BY CASE state WHEN 'DISCOVERED' THEN 0 ELSE 1 END, host_name, id"));
    }

    @Override
    public List<Node> ofSite(SiteId site) {
        return database.read(on -> Rows.all(
                on, SqliteNodeRepository::node, "SELECT * FROM nodes WHERE site_id = ? ORDER BY host_name, id", site));
    }

    @Override
    public void save(Node node) {
        LastSeen seen = node.lastSeen();
        database.change(
                Topic.NODES,
                on -> Rows.change(
                        on,
                        "INSERT INTO nodes (id, state, site_id, role, host_name, host_key, seen_ms, seen_source,"
                                + " seen_address, seen_by, facts, report, first_seen_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                + " state = excluded.state, site_id = excluded.site_id, role = excluded.role,"
                                + " host_name = excluded.host_name, host_key = excluded.host_key,"
                                + " seen_ms = excluded.seen_ms, seen_source = excluded.seen_source,"
                                + " seen_address = excluded.seen_address, seen_by = excluded.seen_by,"
                                + " facts = excluded.facts, report = excluded.report",
                        node.id(),
                        node.state().name(),
                        node.site(),
                        name(node.role()),
                        node.hostName(),
                        node.hostKey(),
                        seen == null ? null : seen.at(),
                        seen == null ? null : seen.source().name(),
                        seen == null ? null : seen.address(),
                        seen == null ? null : seen.observer(),
                        Documents.write(node.facts()),
                        Documents.write(node.report()),
                        node.firstSeen()));
    }

    @Override
    public void replace(NodeId earlier, Node node) {
        database.change(Topic.NODES, on -> {
            for (String table : List.of("samples", "log_lines", "gaps", "cluster_events")) {
                Rows.change(on, "UPDATE " + table + " SET node_id = ? WHERE node_id = ?", node.id(), earlier);
            }
            for (String table : List.of("node_updates", "trial_logs")) {
                move(on, table, earlier, node.id());
            }
            // The counts move, the mark does not: the machine counts its records from 1 again.
            Rows.change(on, "DELETE FROM telemetry_marks WHERE node_id = ?", node.id());
            Rows.change(
                    on,
                    "UPDATE telemetry_marks SET node_id = ?, last_sequence = 0 WHERE node_id = ?",
                    node.id(),
                    earlier);
            return Rows.change(on, "DELETE FROM nodes WHERE id = ?", earlier);
        });
        save(node);
    }

    /** What both say happened at the same time stays with the newer record. */
    private static void move(Connection on, String table, NodeId earlier, NodeId later) throws SQLException {
        Rows.change(
                on,
                "UPDATE " + table + " SET node_id = ? WHERE node_id = ? AND NOT EXISTS (SELECT 1 FROM " + table
                        + " AS taken WHERE taken.node_id = ? AND taken.ended_ms = " + table + ".ended_ms"
                        + " AND taken.bundle = " + table + ".bundle)",
                later,
                earlier,
                later);
        Rows.change(on, "DELETE FROM " + table + " WHERE node_id = ?", earlier);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static Node node(ResultSet row) throws SQLException {
        String site = Rows.textOrNull(row, "site_id");
        String role = Rows.textOrNull(row, "role");
        return new Node(
                new NodeId(row.getString("id")),
                NodeState.valueOf(row.getString("state")),
                site == null ? null : new SiteId(site),
                role == null ? null : Role.valueOf(role),
                Rows.textOrNull(row, "host_name"),
                Rows.textOrNull(row, "host_key"),
                seen(row),
                Documents.read(Rows.textOrNull(row, "facts"), NodeFacts.class),
                Documents.read(Rows.textOrNull(row, "report"), NodeReport.class),
                Rows.time(row, "first_seen_ms"));
    }

    private static @Nullable LastSeen seen(ResultSet row) throws SQLException {
        String source = Rows.textOrNull(row, "seen_source");
        return source == null
                ? null
                : new LastSeen(
                        Rows.time(row, "seen_ms"),
                        LastSeen.Source.valueOf(source),
                        row.getString("seen_address"),
                        row.getString("seen_by"));
    }
}
