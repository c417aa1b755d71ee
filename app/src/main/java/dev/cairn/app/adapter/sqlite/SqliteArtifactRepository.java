package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.ArtifactRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is known of artifacts, in SQLite. */
public final class SqliteArtifactRepository implements ArtifactRepository {
    private final SqliteDatabase database;

    public SqliteArtifactRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Artifact> find(Digest digest) {
        return database.read(on ->
                Rows.first(on, SqliteArtifactRepository::artifact, "SELECT * FROM artifacts WHERE digest = ?", digest));
    }

    @Override
    public List<Artifact> named(String name) {
        return database.read(on -> Rows.all(
                on,
                SqliteArtifactRepository::artifact,
                "SELECT * FROM artifacts WHERE name = ? ORDER BY imported_ms DESC, digest",
                name));
    }

    @Override
    public List<Artifact> all() {
        return database.read(on -> Rows.all(
                on, SqliteArtifactRepository::artifact, "SELECT * FROM artifacts ORDER BY kind, name, digest"));
    }

    @Override
    public void save(Artifact artifact) {
        database.change(
                Topic.ARTIFACTS,
                on -> Rows.change(
                        on,
                        "INSERT INTO artifacts (digest, name, kind, bytes, details, imported_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET name = excluded.name,"
                                + " kind = excluded.kind, details = excluded.details",
                        artifact.digest(),
                        artifact.name(),
                        artifact.kind().name(),
                        artifact.bytes(),
                        Documents.write(artifact.details()),
                        artifact.importedAt()));
    }

    @Override
    public void remove(Digest digest) {
        database.change(Topic.ARTIFACTS, on -> Rows.change(on, "DELETE FROM artifacts WHERE digest = ?", digest));
    }

    private static Artifact artifact(ResultSet row) throws SQLException {
        return new Artifact(
                new Digest(row.getString("digest")),
                row.getString("name"),
                ArtifactKind.valueOf(row.getString("kind")),
                row.getLong("bytes"),
                Documents.map(row.getString("details")),
                Rows.time(row, "imported_ms"));
    }
}
