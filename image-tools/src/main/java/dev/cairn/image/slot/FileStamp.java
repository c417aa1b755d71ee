package dev.cairn.image.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a file is still the one that was written: its size, its modification time to the nanosecond and, where there is one, its
 * inode. A copy or a changed file has another stamp.
 */
record FileStamp(String text) {
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.size() + " "
                + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " "
                + Objects.toString(attributes.fileKey()));
    }

    boolean isOf(Path file) throws IOException {
        return Files.exists(file) && equals(of(file));
    }
}
