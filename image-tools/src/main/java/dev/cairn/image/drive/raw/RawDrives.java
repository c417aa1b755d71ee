package dev.cairn.image.drive.raw;

import java.io.IOException;
import java.nio.file.Path;

/** The drives of one operating system by the names of their devices. Thread-safe. */
public interface RawDrives {
    /** What a drive is opened for. */
    enum Use {
        READING,
        WRITING
    }

    /** Whether this is the name of a device and not that of a file. */
    boolean isDevice(Path target);

    /** Throws {@link java.nio.file.NoSuchFileException} where there is no such drive. */
    RawDrive open(Path device, Use use) throws IOException;

    /** Whether the device can still be found. */
    boolean present(Path device);
}
