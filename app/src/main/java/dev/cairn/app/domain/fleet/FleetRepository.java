package dev.cairn.app.domain.fleet;

import java.util.Optional;

/** Keeps the one fleet of a data folder. */
public interface FleetRepository {
    Optional<Fleet> find();

    void save(Fleet fleet);
}
