package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of written drives in SQLite. */
public final class SqliteDriveWriteRepository implements DriveWriteRepository {
    private final SqliteDatabase database;

    public SqliteDriveWriteRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<DriveWrite> all() {
        return database.read(
                on -> Rows.all(on, SqliteDriveWriteRepository::write, "SELECT * FROM drive_writes ORDER BY id DESC"));
    }

    @Override
    public void save(DriveWrite write, @Nullable String receipt) {
        database.change(
                Topic.DRIVES,
                on -> Rows.change(
                        on,
                        "INSERT INTO drive_writes (id, image_id, device, model, serial, bytes, verified, sha256,"
                                + " started_ms, ended_ms, problem, run_id, identity, receipt)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes, verified = excluded.verified,"
                                + " sha256 = excluded.sha256, ended_ms = excluded.ended_ms, problem = excluded.problem,"
                                + " receipt = excluded.receipt",
                        write.id(),
                        write.imageId(),
                        write.device(),
                        write.model(),
                        write.serial(),
                        write.bytes(),
                        write.verified(),
                        write.sha256(),
                        write.startedAt(),
                        write.endedAt(),
                        write.problem(),
                        write.flash() == null ? null : write.flash().runId(),
                        write.flash() == null ? null : write.flash().identity(),
                        receipt));
    }

    @Override
    public Optional<String> receipt(String id) {
        return database.read(on -> Rows.first(
                on,
                row -> row.getString("receipt"),
                "SELECT receipt FROM drive_writes WHERE id = ? AND receipt IS NOT NULL",
                id));
    }

    private static DriveWrite write(ResultSet row) throws SQLException {
        String run = Rows.textOrNull(row, "run_id");
        return new DriveWrite(
                row.getString("id"),
                row.getString("image_id"),
                row.getString("device"),
                row.getString("model"),
                row.getString("serial"),
                row.getLong("bytes"),
                row.getLong("verified") != 0,
                new Digest(row.getString("sha256")),
                Rows.time(row, "started_ms"),
                Rows.time(row, "ended_ms"),
                Rows.textOrNull(row, "problem"),
                run == null ? null : new FlashPlace(run, Rows.textOrNull(row, "identity")));
    }
}
