package dev.cairn.image.drive;

import dev.cairn.image.drive.macos.RawDisks;
import dev.cairn.image.drive.windows.PhysicalDrives;
import java.io.IOException;
import java.nio.file.Path;

/** How the writer reaches drives. Thread-safe. */
interface DriveAccess {
    /** That of the system this runs on. */
    static DriveAccess ofThisSystem() {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return new DeviceAccess(PhysicalDrives.ofThisSystem(), new FileAccess());
        }
        return system.startsWith("Mac")
                ? new DeviceAccess(RawDisks.ofThisSystem(), new FileAccess())
                : new FileAccess();
    }

    /** Makes a missing or empty file that plays a drive as long as the image; true when it was missing. */
    boolean make(Path target, long imageBytes) throws IOException;

    DriveChannel open(Path target) throws IOException;

    DriveChannel openForReading(Path target) throws IOException;

    /** Takes a file away again that {@link #make} made. */
    void delete(Path target) throws IOException;

    /** Whether the target can still be found. */
    boolean present(Path target);
}
