package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.WorkloadLooks;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** The last look at each site's workloads in SQLite. */
public final class SqliteWorkloadLooks implements WorkloadLooks {
    private final SqliteDatabase database;

    public SqliteWorkloadLooks(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public void keep(SiteId site, WorkloadsLook look) {
        database.change(
                Topic.SITES,
                on -> Rows.change(
                        on,
                        "INSERT INTO workload_looks (site_id, at_ms, node, observer, contents) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (site_id) DO UPDATE SET at_ms = excluded.at_ms, node = excluded.node,"
                                + " observer = excluded.observer, contents = excluded.contents",
                        site,
                        look.at(),
                        look.through(),
                        look.observer(),
                        Documents.write(look.contents())));
    }

    @Override
    public Optional<WorkloadsLook> last(SiteId site) {
        return database.read(on ->
                Rows.first(on, SqliteWorkloadLooks::look, "SELECT * FROM workload_looks WHERE site_id = ?", site));
    }

    private static WorkloadsLook look(ResultSet row) throws SQLException {
        return new WorkloadsLook(
                Rows.time(row, "at_ms"),
                row.getString("node"),
                row.getString("observer"),
                Objects.requireNonNull(Documents.read(row.getString("contents"), ClusterContents.class)));
    }
}
