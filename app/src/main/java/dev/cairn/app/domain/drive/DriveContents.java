package dev.cairn.app.domain.drive;

import dev.cairn.protocol.Seed;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at what a drive or an image file holds, without changing it. */
public interface DriveContents {
    /** The seed on a drive or in an image that Cairn wrote; empty when there is none or it cannot be read. */
    Optional<Seed> seed(Path deviceOrImage);

    /** Whether the beginning of the drive holds anything but zeros; true when it cannot be read. */
    boolean holdsData(Path device);
}
