package dev.cairn.app.domain.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.List;

/** Finds the drives of this machine, bus type first. */
public interface DriveEnumerator {
    /** All drives, also those never offered, with the reasons. */
    List<Drive> list();

    /**
     * Called with the drive open for writing and before its first byte: takes away what the desktop mounted of it, and throws a
     * ProblemException unless what is open is the chosen drive, it still is offered, and nothing of it is mounted any more. Where only the
     * writer can keep file systems away (Windows, macOS), what is mounted is left to it.
     */
    default void claim(Drive chosen) {
        if (list().stream().noneMatch(now -> now.offered() && now.unmounts().isEmpty() && now.isSameAs(chosen))) {
            throw ProblemException.of(AppProblem.DRIVE_CHANGED, "write", chosen.device());
        }
    }
}
