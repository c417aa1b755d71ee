package dev.cairn.agent.update;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Chunks that were received and are not in a slot yet, one file each, named by SHA-256. The digest is checked before the name is
 * given and again when the chunk is read, so a file that a power cut left empty is noticed. Not final, so that tests can let its disk
 * fail. Thread-safe.
 */
public class ChunkStore {
    private static final String PART = ".part";

    private final Path folder;
    private final AtomicLong temporaries = new AtomicLong();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

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
        unfinished.add(temporary.getFileName().toString());
        try {
            Files.write(temporary, data);
            Files.move(
                    temporary,
                    folder.resolve(sha256),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(part(sha256));
        } finally {
            Files.deleteIfExists(temporary);
            unfinished.remove(temporary.getFileName().toString());
        }
    }

    /** How many bytes of the beginning of a chunk are there that is not whole; 0 for none. */
    public long begun(String sha256) {
        try {
            return Files.size(part(sha256));
        } catch (IOException missing) {
            return 0;
        }
    }

    /**
     * Keeps what came of a chunk before its stream broke off. Nobody can check it yet; it is checked once it is whole.
     *
     * @param from the place of the first byte, which has to be where the bytes that are there end
     */
    public void begin(String sha256, long from, byte[] data) throws IOException {
        Files.createDirectories(folder);
        Path part = part(sha256);
        if (from != begun(sha256)) {
            Files.deleteIfExists(part);
            if (from != 0) {
                return;
            }
        }
        Files.write(part, data, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The chunk made whole by its rest; nothing if its beginning is not there, or was of something else, and then it is forgotten. */
    public Optional<byte[]> completed(String sha256, int from, byte[] rest) throws IOException {
        Path part = part(sha256);
        if (begun(sha256) != from) {
            Files.deleteIfExists(part);
            return Optional.empty();
        }
        byte[] whole = Arrays.copyOf(Files.readAllBytes(part), from + rest.length);
        Files.deleteIfExists(part);
        System.arraycopy(rest, 0, whole, from, rest.length);
        return Sha256.of(whole).equals(sha256) ? Optional.of(whole) : Optional.empty();
    }

    private Path part(String sha256) {
        return folder.resolve(sha256 + PART);
    }

    /** Brings what is there to the disk, so that a power cut does not take it: a transfer leaves it in memory. */
    public void settle() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                settle(file);
            }
        }
        DurableFiles.syncFolder(folder);
    }

    private static void settle(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            // It was renamed or forgotten meanwhile.
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

    /** Forgets all chunks but these, and what is being written. */
    public void retain(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String chunk = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
                if (!wanted.contains(chunk) && !unfinished.contains(name)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
