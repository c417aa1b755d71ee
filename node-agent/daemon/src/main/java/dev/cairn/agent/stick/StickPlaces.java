package dev.cairn.agent.stick;

import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in the files of a bundle or a content each chunk stands. Filled by one thread. */
final class StickPlaces {
    private final Map<String, Place> places = new HashMap<>();

    record Place(Path file, long offset, int bytes) {}

    static StickPlaces ofBundle(Path folder, SlotManifest manifest) {
        StickPlaces places = new StickPlaces();
        places.add(folder.resolve(SlotBundle.ROOT), manifest.files().root().chunks());
        places.add(folder.resolve(SlotBundle.KERNEL), manifest.files().kernel().chunks());
        places.add(folder.resolve(SlotBundle.INITRD), manifest.files().initrd().chunks());
        return places;
    }

    static StickPlaces ofContent(StickLayout layout, ContentManifest manifest) {
        StickPlaces places = new StickPlaces();
        for (ContentItem item : manifest.items()) {
            places.add(layout.item(item.sha256()), item.chunks());
        }
        return places;
    }

    Place of(String sha256) throws IOException {
        Place place = places.get(sha256);
        if (place == null) {
            throw new IOException("the manifest names no chunk " + sha256);
        }
        return place;
    }

    private void add(Path file, List<Chunk> chunks) {
        long offset = 0;
        for (Chunk chunk : chunks) {
            places.putIfAbsent(chunk.sha256(), new Place(file, offset, chunk.bytes()));
            offset += chunk.bytes();
        }
    }
}
