package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.BatchRepository;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.Vault;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Batches in SQLite, their secrets in the vault. */
public final class SqliteBatchRepository implements BatchRepository {
    private final SqliteDatabase database;
    private final Vault vault;

    public SqliteBatchRepository(SqliteDatabase database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public List<Batch> all() {
        return database.read(on -> Rows.all(
                on,
                row -> {
                    String id = row.getString("id");
                    return new Batch(id, secret(id), Rows.time(row, "created_ms"));
                },
                "SELECT * FROM batches ORDER BY id DESC"));
    }

    private String secret(String id) {
        return vault.read(SecretName.batch(id))
                .map(Base64.getEncoder()::encodeToString)
                .orElseThrow(() -> ProblemException.of(AppProblem.VAULT_SECRET_MISSING, "read secret", "batch " + id));
    }

    @Override
    public void requireOpen(String phase) {
        vault.requireOpen(phase);
    }

    /** The secret first: one without a batch harms nobody, a batch without its secret would be lost. */
    @Override
    public void add(Batch batch) {
        vault.put(Map.of(SecretName.batch(batch.id()), Base64.getDecoder().decode(batch.enrolmentSecret())));
        database.change(
                Topic.IMAGES,
                on -> Rows.change(
                        on, "INSERT INTO batches (id, created_ms) VALUES (?, ?)", batch.id(), batch.createdAt()));
    }
}
