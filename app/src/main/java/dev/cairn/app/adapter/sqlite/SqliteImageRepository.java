package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.ImageRepository;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Images in SQLite. */
public final class SqliteImageRepository implements ImageRepository {
    private final SqliteDatabase database;

    public SqliteImageRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Image> find(String id) {
        return database.read(
                on -> Rows.first(on, SqliteImageRepository::image, "SELECT * FROM images WHERE id = ?", id));
    }

    @Override
    public Optional<Image> findByPath(Path path) {
        return database.read(on -> Rows.first(
                on, SqliteImageRepository::image, "SELECT * FROM images WHERE path = ? ORDER BY id DESC", path));
    }

    @Override
    public List<Image> all() {
        return database.read(on -> Rows.all(on, SqliteImageRepository::image, "SELECT * FROM images ORDER BY id DESC"));
    }

    @Override
    public void save(Image image) {
        database.change(
                Topic.IMAGES,
                on -> Rows.change(
                        on,
                        "INSERT INTO images (id, path, release_digest, sha256, bytes, batch_id, site_id, host_name,"
                                + " baked_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET path = excluded.path",
                        image.id(),
                        image.path(),
                        image.release(),
                        image.sha256(),
                        image.bytes(),
                        image.batch(),
                        image.site(),
                        image.hostName(),
                        image.bakedAt()));
    }

    private static Image image(ResultSet row) throws SQLException {
        String site = Rows.textOrNull(row, "site_id");
        return new Image(
                row.getString("id"),
                Path.of(row.getString("path")),
                new Digest(row.getString("release_digest")),
                new Digest(row.getString("sha256")),
                row.getLong("bytes"),
                row.getString("batch_id"),
                site == null ? null : new SiteId(site),
                Rows.textOrNull(row, "host_name"),
                Rows.time(row, "baked_ms"));
    }
}
