package dev.cairn.agent.update;

import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Chunks that were received and are not in a slot yet, one file each, named by SHA-256. The digest is checked before the name is
 * given and again when the chunk is read, so a file that a power cut left empty is noticed. Thread-safe.
 */
public final class ChunkStore {
    private final Path folder;
    private final AtomicLong temporaries = new AtomicLong();

    /** The folder need not exist. */
    public ChunkStore(Path folder) {
        this.folder = folder;
    }

    /** True if a chunk of this length is there. */
    public boolean has(String sha256, long bytes) {
        try {
            return Files.size(folder.resolve(sha256)) == bytes;
        } catch (IOException missing) {
            return false;
        }
    }

    /** The chunk if it is there and intact; a damaged one is deleted. */
    public Optional<byte[]> read(String sha256) throws IOException {
        Path file = folder.resolve(sha256);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] data = Files.readAllBytes(file);
        if (!Sha256.of(data).equals(sha256)) {
            Files.delete(file);
            return Optional.empty();
        }
        return Optional.of(data);
    }

    /** Keeps a chunk whose digest the caller has checked. */
    public void put(String sha256, byte[] data) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve(".new-" + temporaries.incrementAndGet());
        try {
            Files.write(temporary, data);
            Files.move(
                    temporary,
                    folder.resolve(sha256),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Bytes that the file system still takes. */
    public long room() throws IOException {
        Files.createDirectories(folder);
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Forgets all chunks. */
    public void clear() throws IOException {
        retain(Set.of());
    }

    /** Forgets all chunks but these, and what unfinished writes left. */
    public void retain(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!wanted.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
