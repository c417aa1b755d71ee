package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import java.util.List;

/** How the newest writing of a drive that was chosen by hand goes. */
record BenchWrite(Drive drive, JobSnapshot now) {
    /** Whether it failed and its drive is not there, nor anything that may be the same or stands in its place. */
    boolean failedAndIsGone(List<Drive> drives) {
        return now.state() == JobState.FAILED
                && drives.stream().noneMatch(other -> other.device().equals(drive.device()) || other.isLike(drive));
    }
}
