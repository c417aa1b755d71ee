package dev.cairn.app.domain.drive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes images to drives and plain files. */
public interface DriveWriting {
    /** Opens an image for drives that are written side by side. Throws a ProblemException. */
    Session open(Path image);

    /** Compares a drive with an image. */
    WriteReceipt verify(Path image, Path target, WriteProgress progress);

    /** One image on its way to any number of drives; safe for many threads. Closing ends what still runs. */
    interface Session extends AutoCloseable {
        /** Writes and reads back. {@code seed} replaces the image's seed when not null. Throws a ProblemException. */
        WriteReceipt write(Drive target, byte @Nullable [] seed, WriteProgress progress);

        @Override
        void close();
    }
}
