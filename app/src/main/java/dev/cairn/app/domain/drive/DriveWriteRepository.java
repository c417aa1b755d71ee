package dev.cairn.app.domain.drive;

import java.util.List;

/** Keeps the records of written drives. */
public interface DriveWriteRepository {
    /** All records, newest first. */
    List<DriveWrite> all();

    void add(DriveWrite write);
}
