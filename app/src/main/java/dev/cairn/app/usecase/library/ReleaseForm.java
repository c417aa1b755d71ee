package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.protocol.CanonicalJson;
import dev.cairn.protocol.ClusterSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The form of a release whose digest names it: canonical JSON (RFC 8785). */
final class ReleaseForm {
    private static final String FORMAT = "cairn-release-1";

    private ReleaseForm() {}

    static String canonical(ProfileVersion version, List<ReleaseLayer> layers, ClusterSettings cluster) {
        List<Map<String, Object>> stack = layers.stream()
                .map(layer -> Map.<String, Object>of(
                        "kind", layer.kind().word(),
                        "name", layer.name(),
                        "artifact", layer.artifact().hex(),
                        "bytes", layer.bytes(),
                        "settings", layer.settings()))
                .toList();
        Map<String, Object> document = new TreeMap<>(
                Map.of("format", FORMAT, "profile", version.name(), "version", version.version(), "layers", stack));
        // Left out where it says nothing, so that releases of before are still the same ones.
        if (!cluster.equals(ClusterSettings.USUAL)) {
            document.put("cluster", cluster);
        }
        return new String(CanonicalJson.bytes(document), StandardCharsets.UTF_8);
    }
}
