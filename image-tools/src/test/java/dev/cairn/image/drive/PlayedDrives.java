package dev.cairn.image.drive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bus that played drives are plugged into. */
final class PlayedDrives implements DriveAccess {
    private final Map<Path, PlayedDrive> drives = new ConcurrentHashMap<>();

    PlayedDrive plug(String name, long size) {
        PlayedDrive drive = new PlayedDrive(size);
        drives.put(Path.of(name), drive);
        return drive;
    }

    /** The same drive comes back, under another name as systems like to do. */
    void plugAgain(String name, PlayedDrive drive) {
        drives.values().remove(drive);
        drive.vanishesAfter = Long.MAX_VALUE;
        drive.present = true;
        drives.put(Path.of(name), drive);
    }

    /** Drives of a test are as large as the image each. */
    void throwAllAway() throws IOException {
        for (PlayedDrive drive : drives.values()) {
            drive.throwAway();
        }
        drives.clear();
    }

    private PlayedDrive drive(Path target) throws IOException {
        PlayedDrive drive = drives.get(target);
        if (drive == null || !drive.present) {
            throw new NoSuchFileException(target.toString());
        }
        return drive;
    }

    @Override
    public boolean make(Path target, long imageBytes) {
        return false;
    }

    @Override
    public DriveChannel open(Path target) throws IOException {
        return drive(target);
    }

    @Override
    public DriveChannel openForReading(Path target) throws IOException {
        return drive(target);
    }

    @Override
    public void delete(Path target) throws IOException {
        throw new IOException("never made: " + target);
    }

    @Override
    public boolean present(Path target) {
        PlayedDrive drive = drives.get(target);
        return drive != null && drive.present;
    }
}
