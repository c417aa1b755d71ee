package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.IssuedLogin;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.protocol.Revocations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Issued and revoked logins in SQLite. */
public final class SqliteIssuedLoginRepository implements IssuedLoginRepository {
    private final SqliteDatabase database;

    public SqliteIssuedLoginRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<IssuedLogin> all() {
        return database.read(on ->
                Rows.all(on, SqliteIssuedLoginRepository::login, "SELECT * FROM issued_logins ORDER BY serial DESC"));
    }

    @Override
    public Optional<IssuedLogin> find(long serial) {
        return database.read(on -> Rows.first(
                on, SqliteIssuedLoginRepository::login, "SELECT * FROM issued_logins WHERE serial = ?", serial));
    }

    @Override
    public void add(IssuedLogin login) {
        database.change(
                Topic.FLEET,
                on -> Rows.change(
                        on,
                        "INSERT INTO issued_logins (serial, name, fingerprint, site_id, issued_ms, expires_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        login.serial(),
                        login.name(),
                        login.fingerprint(),
                        login.site(),
                        login.issuedAt(),
                        login.expiresAt()));
    }

    @Override
    public void revoke(long serial, Instant at) {
        database.change(
                Topic.FLEET,
                on -> Rows.change(
                        on,
                        "UPDATE issued_logins SET revoked_ms = ? WHERE serial = ? AND revoked_ms IS NULL",
                        at,
                        serial));
    }

    @Override
    public void revokeKey(String fingerprint, Instant at) {
        database.change(Topic.FLEET, on -> {
            Rows.change(
                    on,
                    "UPDATE issued_logins SET revoked_ms = ? WHERE fingerprint = ? AND revoked_ms IS NULL",
                    at,
                    fingerprint);
            return Rows.change(
                    on,
                    "INSERT INTO revoked_keys (fingerprint, revoked_ms) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    fingerprint,
                    at);
        });
    }

    @Override
    public Revocations revoked() {
        return database.read(on -> new Revocations(
                Rows.all(
                        on,
                        row -> row.getLong("serial"),
                        "SELECT serial FROM issued_logins WHERE revoked_ms IS NOT NULL"),
                Rows.all(on, row -> row.getString("fingerprint"), "SELECT fingerprint FROM revoked_keys")));
    }

    private static IssuedLogin login(ResultSet row) throws SQLException {
        String site = Rows.textOrNull(row, "site_id");
        long revoked = row.getLong("revoked_ms");
        boolean holds = row.wasNull();
        return new IssuedLogin(
                row.getLong("serial"),
                row.getString("name"),
                row.getString("fingerprint"),
                site == null ? null : new SiteId(site),
                Rows.time(row, "issued_ms"),
                Rows.time(row, "expires_ms"),
                holds ? null : Instant.ofEpochMilli(revoked));
    }
}
