package dev.cairn.app.domain.drive;

import java.util.List;

/** Finds the drives of this machine, bus type first. */
public interface DriveEnumerator {
    /** All drives, also those never offered, with the reasons. */
    List<Drive> list();
}
