package dev.cairn.agent.update;

import dev.cairn.agent.state.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which chunk stands in which {@link ChunkPack} of a folder. The folder is looked at on first use and made on the first write. Thread-safe. */
final class ChunkPacks {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkPacks.class);
    private static final Pattern NAME = Pattern.compile("(\\d{8})\\.pack");
    /** Packs end there, so that space comes back in parts. */
    private static final long FULL = 64L << 20;

    private final Path folder;
    private final Map<String, ChunkPack.Place> places = new HashMap<>();
    private final List<ChunkPack> packs = new ArrayList<>();
    private boolean opened;
    private int next;

    ChunkPacks(Path folder) {
        this.folder = folder;
    }

    /** Where a chunk is, as it was written last. */
    synchronized Optional<ChunkPack.Place> find(String sha256) throws IOException {
        open();
        return Optional.ofNullable(places.get(sha256));
    }

    synchronized void put(String sha256, byte[] data) throws IOException {
        open();
        places.put(sha256, current().append(sha256, data));
    }

    /** A chunk that turned out damaged; it may come again. */
    synchronized void forget(String sha256, ChunkPack.Place damaged) {
        places.remove(sha256, damaged);
    }

    synchronized void settle() throws IOException {
        open();
        for (ChunkPack pack : packs) {
            pack.settle();
        }
    }

    /** Forgets all chunks but these. A pack that holds anything else goes, and what is wanted of it moves. */
    synchronized void retain(Set<String> wanted) throws IOException {
        open();
        places.keySet().retainAll(wanted);
        for (ChunkPack pack : List.copyOf(packs)) {
            List<Map.Entry<String, ChunkPack.Place>> kept = places.entrySet().stream()
                    .filter(chunk -> chunk.getValue().pack() == pack)
                    .toList();
            if (ChunkPack.bytesOf(kept.stream().map(Map.Entry::getValue).toList()) < pack.bytes()
                    && (kept.isEmpty() || moved(kept, pack))) {
                packs.remove(pack);
                pack.delete();
            }
        }
    }

    /** Whether these chunks now stand in another pack; where there is no room for that, they stay where they are. */
    private boolean moved(List<Map.Entry<String, ChunkPack.Place>> chunks, ChunkPack from) {
        packs.remove(from);
        try {
            for (Map.Entry<String, ChunkPack.Place> chunk : chunks) {
                chunk.setValue(current().append(chunk.getKey(), chunk.getValue().read()));
            }
            packs.getLast().settle();
            DurableFiles.syncFolder(folder);
            return true;
        } catch (IOException noRoom) {
            LOG.info("received chunks are not moved together: {}", noRoom.getMessage());
            packs.addFirst(from);
            return false;
        }
    }

    private ChunkPack current() throws IOException {
        @Nullable ChunkPack last = packs.isEmpty() ? null : packs.getLast();
        if (last != null && last.bytes() < FULL) {
            return last;
        }
        Files.createDirectories(folder);
        opened = true;
        ChunkPack fresh = ChunkPack.open(folder.resolve("%08d.pack".formatted(next++)), (chunk, place) -> {});
        packs.add(fresh);
        return fresh;
    }

    private void open() throws IOException {
        if (opened || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            var name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                next = Integer.parseInt(name.group(1)) + 1;
                open(file);
            } else if (!file.toString().endsWith(ChunkStore.PART)) {
                // Of an agent that kept each chunk in a file of its own.
                Files.deleteIfExists(file);
            }
        }
        opened = true;
    }

    /** A pack that cannot be read is worth no more than the transfer of what is in it. */
    private void open(Path file) throws IOException {
        Map<String, ChunkPack.Place> found = new HashMap<>();
        try {
            packs.add(ChunkPack.open(file, found::put));
            places.putAll(found);
        } catch (IOException unreadable) {
            LOG.warn("chunks that were received cannot be read and are forgotten: {}", unreadable.getMessage());
            Files.deleteIfExists(file);
        }
    }
}
