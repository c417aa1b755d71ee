package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import java.util.List;

/** Says plainly that drives cannot be written on this system yet. */
public final class UnsupportedDrives implements DriveEnumerator {
    private final String system;

    public UnsupportedDrives(String system) {
        this.system = system;
    }

    @Override
    public List<Drive> list() {
        throw ProblemException.of(AppProblem.DRIVE_UNSUPPORTED, "drives", system);
    }

    @Override
    public void claim(Drive chosen) {
        throw ProblemException.of(AppProblem.DRIVE_UNSUPPORTED, "write", system);
    }
}
