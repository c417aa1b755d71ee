package dev.cairn.agent.update;

import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chunks that the running slot already holds, so that they need not travel. Thread-safe. */
final class RunningSlot {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSlot.class);

    private final SlotName slot;
    private final SlotStore store;
    private final BootLoaderEntries entries;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    private RunningSlot(SlotName slot, SlotStore store, BootLoaderEntries entries) {
        this.slot = slot;
        this.store = store;
        this.entries = entries;
    }

    /** {@code file} is the name on the ESP, or empty for the root file system in the partition. */
    private record Place(String file, long offset, int bytes) {}

    /** Reads the running slot's manifest; without one, nothing can be reused. */
    static RunningSlot index(SlotName slot, SlotStore store, BootLoaderEntries entries) {
        RunningSlot running = new RunningSlot(slot, store, entries);
        try {
            Optional<byte[]> manifest = entries.manifest(slot);
            if (manifest.isPresent()) {
                SlotManifest parsed = SlotManifest.parse(manifest.get(), slot.word());
                running.add("", parsed.files().root());
                running.add("linux", parsed.files().kernel());
                running.add("initrd", parsed.files().initrd());
                // For the neighbours, which know the bundle by it.
                running.places.put(Sha256.of(manifest.get()), new Place("manifest.json", 0, manifest.get().length));
            }
        } catch (IOException | ImageException unreadable) {
            LOG.warn("nothing of slot {} can be reused: {}", slot.word(), unreadable.getMessage());
        }
        return running;
    }

    boolean has(String sha256) {
        return places.containsKey(sha256) && !damaged.contains(sha256);
    }

    /** The chunk if it is intact; one that is not is remembered as missing. */
    Optional<byte[]> read(String sha256) throws IOException {
        Place place = places.get(sha256);
        if (place == null || damaged.contains(sha256)) {
            return Optional.empty();
        }
        byte[] data = bytes(place);
        if (!Sha256.of(data).equals(sha256)) {
            damaged.add(sha256);
            return Optional.empty();
        }
        return Optional.of(data);
    }

    private byte[] bytes(Place place) throws IOException {
        if (place.file().isEmpty()) {
            return store.read(slot, place.offset(), place.bytes());
        }
        return entries.part(slot, place.file(), place.offset(), place.bytes());
    }

    private void add(String file, SlotManifest.SlotFile content) {
        long offset = 0;
        for (SlotManifest.Chunk chunk : content.chunks()) {
            places.putIfAbsent(chunk.sha256(), new Place(file, offset, chunk.bytes()));
            offset += chunk.bytes();
        }
    }
}
