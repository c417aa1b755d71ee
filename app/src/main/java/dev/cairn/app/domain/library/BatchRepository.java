package dev.cairn.app.domain.library;

import java.util.List;

/** Keeps the batches and their secrets. */
public interface BatchRepository {
    List<Batch> all();

    void add(Batch batch);
}
