package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.BatchRepository;
import java.util.List;

/** Batches in SQLite. */
public final class SqliteBatchRepository implements BatchRepository {
    private final SqliteDatabase database;

    public SqliteBatchRepository(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<Batch> all() {
        return database.read(on -> Rows.all(
                on,
                row -> new Batch(row.getString("id"), row.getString("enrolment_secret"), Rows.time(row, "created_ms")),
                "SELECT * FROM batches ORDER BY id DESC"));
    }

    @Override
    public void add(Batch batch) {
        database.change(
                Topic.IMAGES,
                on -> Rows.change(
                        on,
                        "INSERT INTO batches (id, enrolment_secret, created_ms) VALUES (?, ?, ?)",
                        batch.id(),
                        batch.enrolmentSecret(),
                        batch.createdAt()));
    }
}
