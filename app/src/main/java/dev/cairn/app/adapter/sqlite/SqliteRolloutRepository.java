package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutRepository;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rollouts in SQLite. */
public final class SqliteRolloutRepository implements RolloutRepository {
    private final SqliteDatabase database;

    public SqliteRolloutRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Rollout> find(String id) {
        return all().stream().filter(rollout -> rollout.id().equals(id)).findFirst();
    }

    @Override
    public List<Rollout> all() {
        return database.read(on -> Rows.all(
                on,
                row -> new Rollout(
                        row.getString("id"),
                        row.getString("name"),
                        new Digest(row.getString("release_digest")),
                        RolloutState.valueOf(row.getString("state")),
                        sites(on, row.getString("id")),
                        Rows.time(row, "created_ms")),
                "SELECT * FROM rollouts ORDER BY id DESC"));
    }

    @Override
    public void save(Rollout rollout) {
        database.change(Topic.ROLLOUTS, on -> {
            Rows.change(
                    on,
                    "INSERT INTO rollouts (id, name, release_digest, state, created_ms) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET state = excluded.state",
                    rollout.id(),
                    rollout.name(),
                    rollout.release(),
                    rollout.state().name(),
                    rollout.createdAt());
            for (int i = 0; i < rollout.sites().size(); i++) {
                RolloutSite site = rollout.sites().get(i);
                Rows.change(
                        on,
                        "INSERT INTO rollout_sites (rollout_id, site_id, place, wave, state, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (rollout_id, site_id) DO UPDATE SET"
                                + " state = excluded.state, detail = excluded.detail",
                        rollout.id(),
                        site.site(),
                        i,
                        site.wave(),
                        site.state().name(),
                        site.detail());
            }
            return true;
        });
    }

    private static List<RolloutSite> sites(Connection on, String rollout) throws SQLException {
        return Rows.all(
                on,
                row -> new RolloutSite(
                        new SiteId(row.getString("site_id")),
                        row.getInt("wave"),
                        SiteState.valueOf(row.getString("state")),
                        row.getString("detail")),
                "SELECT * FROM rollout_sites WHERE rollout_id = ? ORDER BY place",
                rollout);
    }
}
