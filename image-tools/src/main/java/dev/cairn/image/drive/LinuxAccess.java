package dev.cairn.image.drive;

import dev.cairn.image.drive.linux.OwnDrives;
import dev.cairn.image.drive.linux.Udisks;
import dev.cairn.image.drive.linux.UdisksDrives;
import dev.cairn.image.drive.raw.RawDrives.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes drives past the cache, those that this user may not open through udisks2; files are files. Thread-safe. */
record LinuxAccess(UdisksDrives udisks, OwnDrives own, DriveAccess files) implements DriveAccess {
    static LinuxAccess ofThisSystem() {
        return new LinuxAccess(new UdisksDrives(new Udisks()), new OwnDrives(), new FileAccess());
    }

    @Override
    public Optional<DriveChannel> ask(Path target, Runnable goesOn) {
        return UdisksDrives.needed(target, Use.WRITING)
                ? Optional.of(new RawChannel(udisks.open(target, Use.WRITING, goesOn)))
                : Optional.empty();
    }

    @Override
    public boolean make(Path target, long imageBytes) throws IOException {
        return files.make(target, imageBytes);
    }

    @Override
    public DriveChannel open(Path target) throws IOException {
        return UdisksDrives.isBlockDevice(target) ? new RawChannel(own.open(target)) : files.open(target);
    }

    @Override
    public DriveChannel openForReading(Path target) throws IOException {
        return UdisksDrives.needed(target, Use.READING)
                ? new RawChannel(udisks.open(target, Use.READING, () -> {}))
                : files.openForReading(target);
    }

    @Override
    public void delete(Path target) throws IOException {
        files.delete(target);
    }

    @Override
    public boolean present(Path target) {
        return files.present(target);
    }
}
