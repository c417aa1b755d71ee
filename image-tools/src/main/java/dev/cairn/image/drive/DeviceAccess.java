package dev.cairn.image.drive;

import dev.cairn.image.drive.raw.RawDrives;
import java.io.IOException;
import java.nio.file.Path;

/** Reaches drives by the names that the system gives to devices, and everything else as files. Thread-safe. */
record DeviceAccess(RawDrives devices, DriveAccess files) implements DriveAccess {
    @Override
    public boolean make(Path target, long imageBytes) throws IOException {
        return !devices.isDevice(target) && files.make(target, imageBytes);
    }

    @Override
    public DriveChannel open(Path target) throws IOException {
        return devices.isDevice(target)
                ? new RawChannel(devices.open(target, RawDrives.Use.WRITING))
                : files.open(target);
    }

    @Override
    public DriveChannel openForReading(Path target) throws IOException {
        return devices.isDevice(target)
                ? new RawChannel(devices.open(target, RawDrives.Use.READING))
                : files.openForReading(target);
    }

    @Override
    public void delete(Path target) throws IOException {
        files.delete(target);
    }

    @Override
    public boolean present(Path target) {
        return devices.isDevice(target) ? devices.present(target) : files.present(target);
    }
}
