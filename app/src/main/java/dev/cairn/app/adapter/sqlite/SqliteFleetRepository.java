package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.FleetRepository;
import java.util.Optional;

/** The fleet in SQLite. */
public final class SqliteFleetRepository implements FleetRepository {
    private final SqliteDatabase database;

    public SqliteFleetRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Fleet> find() {
        return database.read(on -> Rows.first(
                on,
                row -> new Fleet(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("public_key"),
                        Rows.time(row, "created_ms")),
                "SELECT * FROM fleets ORDER BY id"));
    }

    @Override
    public void save(Fleet fleet) {
        database.change(
                Topic.FLEET,
                on -> Rows.change(
                        on,
                        "INSERT INTO fleets (id, name, public_key, created_ms) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                        fleet.id(),
                        fleet.name(),
                        fleet.publicKey(),
                        fleet.createdAt()));
    }
}
