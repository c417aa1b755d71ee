package dev.cairn.app.domain.library;

import java.util.List;

/** Keeps the batches, and their secrets in the vault. */
public interface BatchRepository {
    /** All of them, the newest first. Refused while the vault is locked. */
    List<Batch> all();

    /** Refuses with a problem that says how to open the vault, unless the secrets can be read now. */
    void requireOpen(String phase);

    void add(Batch batch);
}
