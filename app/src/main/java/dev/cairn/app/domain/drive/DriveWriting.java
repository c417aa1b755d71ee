package dev.cairn.app.domain.drive;

import java.nio.file.Path;

/** Writes images to drives and plain files. */
public interface DriveWriting {
    /** Writes and reads back. {@code seed} replaces the image's seed when not null. Throws a ProblemException. */
    WriteReceipt write(
            Path image, Drive target, byte @org.jspecify.annotations.Nullable [] seed, WriteProgress progress);

    /** Compares a drive with an image. */
    WriteReceipt verify(Path image, Path target, WriteProgress progress);
}
