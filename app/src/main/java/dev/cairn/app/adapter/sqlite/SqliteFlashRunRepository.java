package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.drive.FlashRunRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Runs of the flash line in SQLite. */
public final class SqliteFlashRunRepository implements FlashRunRepository {
    private final SqliteDatabase database;

    public SqliteFlashRunRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<FlashRun> open() {
        return database.read(on -> Rows.first(
                on,
                SqliteFlashRunRepository::run,
                "SELECT * FROM flash_runs WHERE ended_ms IS NULL ORDER BY started_ms DESC"));
    }

    @Override
    public void save(FlashRun run) {
        database.change(
                Topic.DRIVES,
                on -> Rows.change(
                        on,
                        "INSERT INTO flash_runs (id, image_id, host_prefix, started_ms, ended_ms) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET ended_ms = excluded.ended_ms",
                        run.id(),
                        run.imageId(),
                        run.hostPrefix(),
                        run.startedAt(),
                        run.endedAt()));
    }

    private static FlashRun run(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_ms");
        return new FlashRun(
                row.getString("id"),
                row.getString("image_id"),
                Rows.textOrNull(row, "host_prefix"),
                Rows.time(row, "started_ms"),
                ended == 0 ? null : Instant.ofEpochMilli(ended));
    }
}
