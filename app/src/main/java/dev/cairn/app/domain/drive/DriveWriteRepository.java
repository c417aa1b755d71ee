package dev.cairn.app.domain.drive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the records of written drives. */
public interface DriveWriteRepository {
    /** All records, newest first. */
    List<DriveWrite> all();

    /**
     * Keeps a record, in the place of what was kept under its id.
     *
     * @param receipt the signed receipt as JSON; null for a drive that failed
     */
    void save(DriveWrite write, @Nullable String receipt);

    /** The signed receipt of the record with this id. */
    Optional<String> receipt(String id);
}
