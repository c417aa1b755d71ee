package dev.cairn.image.drive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reaches block devices and plain files by their paths. Stateless. */
final class FileAccess implements DriveAccess {
    @Override
    public boolean make(Path target, long imageBytes) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("is a folder");
        }
        boolean missing = Files.notExists(target, LinkOption.NOFOLLOW_LINKS);
        boolean emptyFile = !missing
                && Files.readAttributes(target, BasicFileAttributes.class).isRegularFile()
                && Files.size(target) == 0;
        if (missing || emptyFile) {
            try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
                file.setLength(imageBytes);
            }
        }
        return missing;
    }

    @Override
    public DriveChannel open(Path target) throws IOException {
        return FileDrive.open(target);
    }

    @Override
    public DriveChannel openForReading(Path target) throws IOException {
        return FileDrive.openForReading(target);
    }

    @Override
    public void delete(Path target) throws IOException {
        Files.deleteIfExists(target);
    }

    @Override
    public boolean present(Path target) {
        return Files.exists(target);
    }
}
