package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.library.ReleaseRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** Releases in SQLite. */
public final class SqliteReleaseRepository implements ReleaseRepository {
    private final SqliteDatabase database;

    public SqliteReleaseRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Release> find(Digest digest) {
        return database.read(on ->
                Rows.first(on, SqliteReleaseRepository::release, "SELECT * FROM releases WHERE digest = ?", digest));
    }

    @Override
    public List<Release> all() {
        return database.read(on -> Rows.all(
                on,
                SqliteReleaseRepository::release,
                "SELECT * FROM releases ORDER BY created_ms DESC, version DESC, digest"));
    }

    @Override
    public void add(Release release) {
        database.change(
                Topic.RELEASES,
                on -> Rows.change(
                        on,
                        "INSERT INTO releases (digest, profile, version, layers, canonical, created_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        release.digest(),
                        release.profile(),
                        release.version(),
                        Documents.write(
                                release.layers().stream().map(StoredLayer::of).toList()),
                        release.canonical(),
                        release.createdAt()));
    }

    @Override
    public List<Release> floors() {
        return database.read(on -> Rows.all(
                on,
                SqliteReleaseRepository::release,
                "SELECT r.* FROM releases r JOIN release_floors f ON f.digest = r.digest ORDER BY r.created_ms"));
    }

    @Override
    public void addFloor(Digest release, Instant at) {
        database.change(
                Topic.RELEASES,
                on -> Rows.change(
                        on,
                        "INSERT INTO release_floors (digest, since_ms) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        release,
                        at));
    }

    private static Release release(ResultSet row) throws SQLException {
        List<StoredLayer> layers = Documents.read(row.getString("layers"), new TypeReference<List<StoredLayer>>() {});
        return new Release(
                new Digest(row.getString("digest")),
                row.getString("profile"),
                row.getInt("version"),
                layers.stream().map(StoredLayer::layer).toList(),
                row.getString("canonical"),
                Rows.time(row, "created_ms"));
    }

    /** A layer as the column keeps it. */
    private record StoredLayer(
            String kind, String name, String artifact, long bytes, java.util.Map<String, String> settings) {
        static StoredLayer of(ReleaseLayer layer) {
            return new StoredLayer(
                    layer.kind().name(), layer.name(), layer.artifact().hex(), layer.bytes(), layer.settings());
        }

        ReleaseLayer layer() {
            return new ReleaseLayer(
                    dev.cairn.app.domain.profile.LayerKind.valueOf(kind), name, new Digest(artifact), bytes, settings);
        }
    }
}
