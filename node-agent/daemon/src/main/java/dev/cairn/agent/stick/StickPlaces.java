package dev.cairn.agent.stick;

import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where in a bundle's files each chunk stands. Immutable. */
final class StickPlaces {
    private final Map<String, Place> places = new HashMap<>();

    record Place(Path file, long offset, int bytes) {}

    StickPlaces(Path folder, SlotManifest manifest) {
        add(folder.resolve(SlotBundle.ROOT), manifest.files().root());
        add(folder.resolve(SlotBundle.KERNEL), manifest.files().kernel());
        add(folder.resolve(SlotBundle.INITRD), manifest.files().initrd());
    }

    Place of(String sha256) throws IOException {
        Place place = places.get(sha256);
        if (place == null) {
            throw new IOException("the bundle names no chunk " + sha256);
        }
        return place;
    }

    private void add(Path file, SlotManifest.SlotFile parts) {
        long offset = 0;
        for (SlotManifest.Chunk chunk : parts.chunks()) {
            places.putIfAbsent(chunk.sha256(), new Place(file, offset, chunk.bytes()));
            offset += chunk.bytes();
        }
    }
}
