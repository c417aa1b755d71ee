package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.order.SiteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Orders in SQLite. */
public final class SqliteOrderRepository implements OrderRepository {
    private final SqliteDatabase database;

    public SqliteOrderRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<SiteOrder> latest(SiteId site) {
        return database.read(on -> Rows.first(
                on,
                SqliteOrderRepository::order,
                "SELECT * FROM orders WHERE site_id = ? ORDER BY sequence DESC LIMIT 1",
                site));
    }

    @Override
    public List<SiteOrder> ofSite(SiteId site) {
        return database.read(on -> Rows.all(
                on,
                SqliteOrderRepository::order,
                "SELECT * FROM orders WHERE site_id = ? ORDER BY sequence DESC",
                site));
    }

    @Override
    public void add(SiteOrder order) {
        database.change(
                Topic.ORDERS,
                on -> Rows.change(
                        on,
                        "INSERT INTO orders (site_id, sequence, release_digest, content, envelope, issued_ms, expires_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        order.site(),
                        order.sequence(),
                        order.release(),
                        order.content(),
                        order.envelope(),
                        order.issuedAt(),
                        order.expiresAt()));
    }

    private static SiteOrder order(ResultSet row) throws SQLException {
        String release = Rows.textOrNull(row, "release_digest");
        return new SiteOrder(
                new SiteId(row.getString("site_id")),
                row.getLong("sequence"),
                release == null ? null : new Digest(release),
                row.getString("content"),
                row.getString("envelope"),
                Rows.time(row, "issued_ms"),
                Rows.time(row, "expires_ms"));
    }
}
