package dev.cairn.agent.update;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.Answers.MissingChunk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chunks that were received and are not in a slot yet, by SHA-256. The digest is checked before a chunk is kept and again when it is read, so what a
 * power cut left of it is noticed. Not final, so that tests can let its disk fail. Thread-safe.
 */
public class ChunkStore {
    static final String PART = ".part";

    private final Path folder;
    private final ChunkPacks packs;

    /** The folder need not exist. */
    public ChunkStore(Path folder) {
        this.folder = folder;
        this.packs = new ChunkPacks(folder);
    }

    /** True if a chunk of this length is there. */
    public boolean has(String sha256, long bytes) {
        try {
            return packs.find(sha256).filter(place -> place.bytes() == bytes).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The chunk if it is there and intact; a damaged one is forgotten. */
    public Optional<byte[]> read(String sha256) throws IOException {
        Optional<ChunkPack.Place> place = packs.find(sha256);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        byte[] data = place.get().read();
        if (!Sha256.of(data).equals(sha256)) {
            packs.forget(sha256, place.get());
            return Optional.empty();
        }
        return Optional.of(data);
    }

    /** Keeps a chunk whose digest the caller has checked. */
    public void put(String sha256, byte[] data) throws IOException {
        packs.put(sha256, data);
    }

    /** How many bytes of the beginning of a chunk are there that is not whole; 0 for none. */
    public long begun(String sha256) {
        return part(sha256).toFile().length();
    }

    /**
     * What has to be sent of chunks that are not there, in their order: of each its rest, where its beginning is there, or all of it.
     *
     * @param lacking their lengths in bytes
     */
    public List<MissingChunk> missing(SequencedMap<String, Integer> lacking) throws IOException {
        // A cut leaves one beginning or two; to ask the file system about each of thousands of chunks takes longer than
        // to look.
        Set<String> begun = parts().stream().map(ChunkStore::chunkOf).collect(Collectors.toSet());
        return lacking.entrySet().stream()
                .map(chunk -> missing(chunk.getKey(), chunk.getValue(), begun.contains(chunk.getKey())))
                .toList();
    }

    private MissingChunk missing(String sha256, int bytes, boolean isBegun) {
        long have = isBegun ? begun(sha256) : 0;
        return have == 0 || have >= bytes ? new MissingChunk(sha256, bytes) : new MissingChunk(sha256, bytes, have);
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
        packs.settle();
        for (Path part : parts()) {
            settle(part);
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

    /** Forgets all chunks but these, and beginnings of which the whole is there. */
    public void retain(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        packs.retain(wanted);
        for (Path part : parts()) {
            String chunk = chunkOf(part);
            if (!wanted.contains(chunk) || packs.find(chunk).isPresent()) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static String chunkOf(Path part) {
        String name = part.getFileName().toString();
        return name.substring(0, name.length() - PART.length());
    }

    private List<Path> parts() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PART))
                    .toList();
        }
    }
}
