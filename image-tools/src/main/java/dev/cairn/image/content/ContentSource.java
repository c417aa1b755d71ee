package dev.cairn.image.content;

import java.nio.file.Path;
import java.util.Map;

/**
 * An artifact that is to become part of the content.
 *
 * @param layer the kind of its layer, as profiles name it
 * @param name of its layer
 * @param file its bytes
 * @param sha256 what they must have
 * @param settings those of its layer
 */
public record ContentSource(
        String layer, String name, ContentType type, Path file, String sha256, Map<String, String> settings) {
    /** Copies the map. */
    public ContentSource {
        settings = Map.copyOf(settings);
    }
}
