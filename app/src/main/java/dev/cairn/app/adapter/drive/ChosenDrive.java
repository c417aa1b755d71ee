package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import java.util.List;

/** Whether a drive still is what was chosen, for systems where writing itself takes the drive's file systems away. Stateless. */
public final class ChosenDrive {
    private ChosenDrive() {}

    /** Throws a ProblemException unless it is among the drives of this moment, unchanged and still offered. */
    public static void requireAmong(List<Drive> now, Drive chosen) {
        if (now.stream().noneMatch(drive -> drive.offered() && drive.isSameAs(chosen))) {
            throw ProblemException.of(AppProblem.DRIVE_CHANGED, "write", chosen.device());
        }
    }
}
