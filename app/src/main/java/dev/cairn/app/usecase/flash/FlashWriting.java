package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.job.Job;
import org.jspecify.annotations.Nullable;

/** What the flash line needs of the writing of drives. */
@FunctionalInterface
public interface FlashWriting {
    /** Starts writing one drive; {@code seed} null leaves the image's. Throws a ProblemException when it is refused at once. */
    Job<DriveWrite> start(Image image, Drive drive, byte @Nullable [] seed, FlashPlace place);
}
