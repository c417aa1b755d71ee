package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.profile.LayerKind;
import java.util.Map;

/** A layer resolved to the exact artifact. */
public record ReleaseLayer(LayerKind kind, String name, Digest artifact, long bytes, Map<String, String> settings) {
    public ReleaseLayer {
        settings = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(settings));
    }
}
