package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Keeps artifacts' bytes under their digests. A file has its final name only when it is whole and on the disk. */
public interface ArtifactStore {
    /** Copies {@code file} in, hashing on the way. {@code copied} is told how many bytes were added; it may throw to stop. */
    Digest put(Path file, LongConsumer copied);

    boolean has(Digest digest);

    /** The file of an artifact, which must not be changed. */
    Path path(Digest digest);

    void remove(Digest digest);
}
