package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.protocol.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The form of a release whose digest names it: canonical JSON (RFC 8785). */
final class ReleaseForm {
    private static final String FORMAT = "cairn-release-1";

    private ReleaseForm() {}

    static String canonical(ProfileVersion version, List<ReleaseLayer> layers) {
        List<Map<String, Object>> stack = layers.stream()
                .map(layer -> Map.<String, Object>of(
                        "kind", layer.kind().word(),
                        "name", layer.name(),
                        "artifact", layer.artifact().hex(),
                        "bytes", layer.bytes(),
                        "settings", layer.settings()))
                .toList();
        Map<String, Object> document =
                Map.of("format", FORMAT, "profile", version.name(), "version", version.version(), "layers", stack);
        return new String(CanonicalJson.bytes(document), StandardCharsets.UTF_8);
    }
}
