package dev.cairn.image.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import dev.cairn.image.Sha256;
import dev.cairn.image.squashfs.SquashfsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The OCI layout of the content partition (opencontainers/image-spec, image-layout.md, v1.1): one manifest, whose config is the
 * {@link ContentManifest} and whose layers are the artifacts as they were imported. Stateless.
 */
public final class ContentLayout {
    private static final String INDEX = "/index.json";
    private static final String TYPE = "application/vnd.cairn.content.v1";
    private static final String CONFIG = "application/vnd.cairn.content.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String ALGORITHM = "sha256:";

    private ContentLayout() {}

    /** Where a blob stands. */
    public static String blob(String sha256) {
        return "/blobs/sha256/" + sha256;
    }

    /** What is in such a layout, each step held against its digest. */
    public static ContentManifest read(SquashfsReader layout, String element) {
        Index index = Json.read(file(layout, INDEX, element), Index.class, element);
        Descriptor manifest = only(index.manifests(), element);
        Manifest read = Json.read(blob(layout, manifest, element), Manifest.class, element);
        Descriptor config = read.config();
        if (config == null || !CONFIG.equals(config.mediaType())) {
            throw corrupt(element, "its manifest is not one of Cairn's");
        }
        return ContentManifest.parse(blob(layout, config, element), element);
    }

    /** The small files of the layout by path; the artifacts themselves go beside them under {@link ContentItem#blob}. */
    static Map<String, byte[]> files(ContentManifest content) {
        byte[] config = content.toJson();
        List<Object> layers = new ArrayList<>();
        for (ContentItem item : content.items()) {
            Map<String, Object> layer = descriptor(item.type().mediaType(), item.sha256(), item.bytes());
            layer.put(
                    "annotations",
                    new TreeMap<>(Map.of(
                            "dev.cairn.layer.kind",
                            item.layer(),
                            "org.opencontainers.image.title",
                            item.name() + item.file())));
            layers.add(layer);
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", OCI_MANIFEST);
        manifest.put("artifactType", TYPE);
        manifest.put("config", descriptor(CONFIG, Sha256.of(config), config.length));
        manifest.put("layers", layers);
        byte[] manifestBytes = Json.bytes(manifest);
        Map<String, Object> named = descriptor(OCI_MANIFEST, Sha256.of(manifestBytes), manifestBytes.length);
        named.put("artifactType", TYPE);
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", OCI_INDEX);
        index.put("manifests", List.of(named));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("/oci-layout", Json.bytes(Map.of("imageLayoutVersion", "1.0.0")));
        files.put(INDEX, Json.bytes(index));
        files.put(blob(Sha256.of(manifestBytes)), manifestBytes);
        files.put(blob(Sha256.of(config)), config);
        return files;
    }

    private record Index(@Nullable List<@Nullable Descriptor> manifests) {}

    private record Manifest(@Nullable Descriptor config) {}

    private record Descriptor(
            @Nullable String mediaType, @Nullable String digest) {}

    private static Map<String, Object> descriptor(String mediaType, String sha256, long bytes) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", ALGORITHM + sha256);
        descriptor.put("size", bytes);
        return descriptor;
    }

    private static Descriptor only(@Nullable List<@Nullable Descriptor> manifests, String element) {
        if (manifests != null && manifests.size() == 1) {
            Descriptor only = manifests.getFirst();
            if (only != null) {
                return only;
            }
        }
        throw corrupt(element, "its index does not name one manifest");
    }

    private static byte[] blob(SquashfsReader layout, Descriptor named, String element) {
        String digest = named.digest();
        if (digest == null || !digest.matches(ALGORITHM + "[0-9a-f]{64}")) {
            throw corrupt(element, "a blob is named by no digest");
        }
        String sha256 = digest.substring(ALGORITHM.length());
        byte[] bytes = file(layout, blob(sha256), element);
        if (!Sha256.of(bytes).equals(sha256)) {
            throw corrupt(element, "the blob " + sha256 + " has other bytes");
        }
        return bytes;
    }

    private static byte[] file(SquashfsReader layout, String path, String element) {
        if (!layout.exists(path)) {
            throw corrupt(element, path + " is missing");
        }
        return layout.read(path);
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.CONTENT_CORRUPT, "read", element, Map.of("reason", reason));
    }
}
