package dev.cairn.image.drive;

import dev.cairn.image.drive.macos.RawDisks;
import dev.cairn.image.drive.windows.PhysicalDrives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How the writer reaches drives. Thread-safe. */
interface DriveAccess {
    /** That of the system this runs on. */
    static DriveAccess ofThisSystem() {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return new DeviceAccess(PhysicalDrives.ofThisSystem(), new FileAccess());
        }
        if (system.startsWith("Mac")) {
            return new DeviceAccess(RawDisks.ofThisSystem(), new FileAccess());
        }
        return system.equals("Linux") ? LinuxAccess.ofThisSystem() : new FileAccess();
    }

    /** Makes a missing or empty file that plays a drive as long as the image; true when it was missing. */
    boolean make(Path target, long imageBytes) throws IOException;

    /**
     * Opens a target for which a person may have to be asked, which takes as long as that takes. Empty where nobody needs to be asked.
     *
     * @param goesOn asked while waiting; throws when nobody wants the target any more
     */
    default Optional<DriveChannel> ask(Path target, Runnable goesOn) throws IOException {
        return Optional.empty();
    }

    DriveChannel open(Path target) throws IOException;

    DriveChannel openForReading(Path target) throws IOException;

    /** Takes a file away again that {@link #make} made. */
    void delete(Path target) throws IOException;

    /** Whether the target can still be found. */
    boolean present(Path target);
}
