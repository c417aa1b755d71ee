package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Profile versions in SQLite. */
public final class SqliteProfileRepository implements ProfileRepository {
    private final SqliteDatabase database;

    public SqliteProfileRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<ProfileVersion> latest() {
        return database.read(on -> Rows.all(
                on,
                SqliteProfileRepository::version,
                "SELECT * FROM profile_versions p WHERE version ="
                        + " (SELECT MAX(version) FROM profile_versions q WHERE q.name = p.name) ORDER BY name"));
    }

    @Override
    public Optional<ProfileVersion> latest(String name) {
        return versions(name).stream().findFirst();
    }

    @Override
    public Optional<ProfileVersion> find(String name, int version) {
        return versions(name).stream()
                .filter(found -> found.version() == version)
                .findFirst();
    }

    @Override
    public List<ProfileVersion> versions(String name) {
        return database.read(on -> Rows.all(
                on,
                SqliteProfileRepository::version,
                "SELECT * FROM profile_versions WHERE name = ? ORDER BY version DESC",
                name));
    }

    @Override
    public void add(ProfileVersion version) {
        database.change(
                Topic.PROFILES,
                on -> Rows.change(
                        on,
                        "INSERT INTO profile_versions (id, name, version, draft, yaml, digest, saved_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        version.id(),
                        version.name(),
                        version.version(),
                        Documents.write(version.draft()),
                        version.yaml(),
                        version.digest(),
                        version.savedAt()));
    }

    private static ProfileVersion version(ResultSet row) throws SQLException {
        return new ProfileVersion(
                row.getString("id"),
                row.getInt("version"),
                Objects.requireNonNull(Documents.read(row.getString("draft"), ProfileDraft.class)),
                row.getString("yaml"),
                new Digest(row.getString("digest")),
                Rows.time(row, "saved_ms"));
    }
}
