package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.usecase.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * A drive on the flash line at one moment.
 *
 * @param identity the host name that it gets or got
 * @param job the writing, from its start on
 * @param problem why it failed
 */
public record FlashDrive(
        Drive drive,
        FlashState state,
        @Nullable String identity,
        @Nullable Job<DriveWrite> job,
        @Nullable Problem problem) {
    static FlashDrive in(FlashState state, Drive drive) {
        return new FlashDrive(drive, state, null, null, null);
    }

    FlashDrive writing(@Nullable String name, Job<DriveWrite> started) {
        return new FlashDrive(drive, FlashState.WRITING, name, started, null);
    }

    FlashDrive already(@Nullable String name) {
        return new FlashDrive(drive, FlashState.ALREADY, name, null, null);
    }

    /** The same, or what came of it when its writing has ended. */
    FlashDrive settled() {
        if (state != FlashState.WRITING
                || job == null
                || !job.snapshot().state().ended()) {
            return this;
        }
        Problem why = job.snapshot().problem();
        return new FlashDrive(drive, why == null ? FlashState.WRITTEN : FlashState.FAILED, identity, job, why);
    }

    /** Whether it was taken out, or stopped, before it was done, and goes on where it was when it is put in again. */
    boolean goesOn() {
        return state == FlashState.FAILED && problem != null && Unfinished.goesOn(problem.code());
    }

    FlashDrive refused(Problem why) {
        return new FlashDrive(drive, FlashState.FAILED, identity, null, why);
    }
}
