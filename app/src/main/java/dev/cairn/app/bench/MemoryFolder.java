package dev.cairn.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder in this computer's memory, where work is measured without the disk that both sides would else wait for. Stateless. */
final class MemoryFolder {
    private static final Path SHARED = Path.of("/dev/shm");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final long KIB = 1024;

    private MemoryFolder() {}

    /** Empty where the system has none, or not as much memory to spare. */
    static Optional<Path> with(long bytes) throws IOException {
        if (!Files.isWritable(SHARED) || !Files.isReadable(MEMORY)) {
            return Optional.empty();
        }
        long free = Files.readAllLines(MEMORY).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                .findFirst()
                .orElse(0);
        boolean fits = free > bytes && Files.getFileStore(SHARED).getUsableSpace() > bytes;
        return fits ? Optional.of(SHARED) : Optional.empty();
    }
}
