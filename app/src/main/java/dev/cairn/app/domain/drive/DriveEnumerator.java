package dev.cairn.app.domain.drive;

import java.util.List;

/** Finds the drives of this machine, bus type first. */
public interface DriveEnumerator {
    /** All drives, also those never offered, with the reasons. */
    List<Drive> list();

    /**
     * Called before a drive is opened for writing: takes away what the desktop mounted of it. Throws a ProblemException when something
     * there is in use, or when drives cannot be written on this system.
     */
    void prepare(Drive chosen);

    /**
     * Called with the drive open for writing and before its first byte: throws a ProblemException unless what is open is the
     * chosen drive and it still is offered.
     */
    void requireSame(Drive chosen);
}
