package dev.cairn.app.domain.drive;

import java.util.Optional;

/** Keeps the runs of the flash line. */
public interface FlashRunRepository {
    /** The run that was not closed yet, if any. */
    Optional<FlashRun> open();

    /** Adds a run, or replaces the one with its id. */
    void save(FlashRun run);
}
