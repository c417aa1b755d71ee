package dev.cairn.app.domain.profile;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a profile.
 *
 * @param artifact an artifact's name, or its digest as {@code sha256:…}
 * @param digest the digest that the artifact must have, {@code sha256:…}, or null
 * @param settings scalars by name, in order of names
 */
public record Layer(
        LayerKind kind,
        String name,
        String artifact,
        @Nullable String digest,
        Map<String, String> settings) {
    public Layer {
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
