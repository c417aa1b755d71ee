package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sites in SQLite. */
public final class SqliteSiteRepository implements SiteRepository {
    private final SqliteDatabase database;

    public SqliteSiteRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Site> find(SiteId id) {
        return database.read(on -> Rows.first(on, SqliteSiteRepository::site, "SELECT * FROM sites WHERE id = ?", id));
    }

    @Override
    public Optional<Site> findByName(String name) {
        return database.read(
                on -> Rows.first(on, SqliteSiteRepository::site, "SELECT * FROM sites WHERE name_key = ?", key(name)));
    }

    @Override
    public List<Site> all() {
        return database.read(on -> Rows.all(on, SqliteSiteRepository::site, "SELECT * FROM sites ORDER BY name_key"));
    }

    @Override
    public void save(Site site) {
        Coordinates place = site.coordinates();
        database.change(
                Topic.SITES,
                on -> Rows.change(
                        on,
                        "INSERT INTO sites (id, name, name_key, address, latitude, longitude, labels, reach,"
                                + " maintenance_window, desired_release, created_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                + " name = excluded.name, name_key = excluded.name_key, address = excluded.address,"
                                + " latitude = excluded.latitude, longitude = excluded.longitude,"
                                + " labels = excluded.labels, reach = excluded.reach,"
                                + " maintenance_window = excluded.maintenance_window,"
                                + " desired_release = excluded.desired_release",
                        site.id(),
                        site.name(),
                        key(site.name()),
                        site.address(),
                        place == null ? null : (Object) place.latitude(),
                        place == null ? null : (Object) place.longitude(),
                        Documents.write(site.labels()),
                        Documents.write(site.reach()),
                        site.maintenanceWindow(),
                        site.desiredRelease(),
                        site.createdAt()));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static Site site(ResultSet row) throws SQLException {
        String desired = Rows.textOrNull(row, "desired_release");
        return new Site(
                new SiteId(row.getString("id")),
                row.getString("name"),
                row.getString("address"),
                coordinates(row),
                Documents.map(row.getString("labels")),
                Documents.list(row.getString("reach")),
                Rows.textOrNull(row, "maintenance_window"),
                desired == null ? null : new Digest(desired),
                Rows.time(row, "created_ms"));
    }

    private static @Nullable Coordinates coordinates(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        if (row.wasNull()) {
            return null;
        }
        return new Coordinates(latitude, row.getDouble("longitude"));
    }
}
