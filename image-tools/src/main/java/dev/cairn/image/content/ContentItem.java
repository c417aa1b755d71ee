package dev.cairn.image.content;

import dev.cairn.image.slot.SlotManifest.Chunk;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One artifact of the content.
 *
 * @param layer the kind of its layer: {@code cni}, {@code csi}, {@code add-on} or {@code application}
 * @param name of its layer
 * @param file how a file with it would end, for example {@code .tar.zst}
 * @param sha256 of all its bytes
 * @param settings what the profile says of a chart: {@code namespace}, and values as {@code set.NAME}
 * @param chunks its bytes, cut where the files of an archive begin
 */
public record ContentItem(
        String layer,
        String name,
        ContentType type,
        String file,
        long bytes,
        String sha256,
        Map<String, String> settings,
        List<Chunk> chunks) {
    /** Copies map and list. */
    public ContentItem {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        chunks = List.copyOf(chunks);
    }

    /** Where an OCI layout has it. */
    public String blob() {
        return ContentLayout.blob(sha256);
    }
}
