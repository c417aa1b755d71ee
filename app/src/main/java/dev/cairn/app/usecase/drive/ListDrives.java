package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import java.nio.file.Path;
import java.util.List;

/** Lists the drives of this machine and the records of those written. */
public final class ListDrives {
    private final DriveEnumerator drives;
    private final DriveWriteRepository writes;

    public ListDrives(DriveEnumerator drives, DriveWriteRepository writes) {
        this.drives = drives;
        this.writes = writes;
    }

    /** All drives, also those never offered, with the reasons. */
    public List<Drive> run() {
        return drives.list();
    }

    /** The drives that may be written. */
    public List<Drive> offered() {
        return run().stream().filter(Drive::offered).toList();
    }

    /** The drive at this device path, or a problem. */
    public Drive find(Path device) {
        return run().stream()
                .filter(drive -> drive.device().equals(device))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.DRIVE_UNKNOWN, "find", device));
    }

    /** The records of written drives, newest first. */
    public List<DriveWrite> written() {
        return writes.all();
    }
}
