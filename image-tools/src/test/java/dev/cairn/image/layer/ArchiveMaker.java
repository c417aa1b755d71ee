package dev.cairn.image.layer;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes OCI image layouts and docker archives of tars, as other programs write them. */
public final class ArchiveMaker {
    private static final String TAR =
            "tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX";

    private final Path folder;
    private final Path blobs;
    private final String packing;
    private int made;

    /** @param packing of the layers: {@code plain}, {@code gzip} or {@code zstd} */
    public ArchiveMaker(Path folder, String packing) throws IOException {
        this.folder = folder;
        this.packing = packing;
        this.blobs = Files.createDirectories(folder.resolve("layout/blobs/sha256"));
    }

    /** Stores a manifest with its configuration and layers; the answer is its digest. */
    public String manifest(String architecture, String... tars) throws IOException {
        StringBuilder layers = new StringBuilder();
        for (String tar : tars) {
            layers.append(layers.isEmpty() ? "" : ",").append(layer(tar));
        }
        String config = blob(config(architecture, tars));
        return blob("{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
                .formatted(descriptor(config, "image.config.v1+json", ""), layers));
    }

    private String config(String architecture, String... tars) throws IOException {
        StringBuilder ids = new StringBuilder();
        for (String tar : tars) {
            ids.append(ids.isEmpty() ? "" : ",")
                    .append("\"sha256:")
                    .append(digestOf(tar))
                    .append('"');
        }
        return "{\"os\":\"linux\",\"architecture\":\"%s\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
                .formatted(architecture, ids);
    }

    private String layer(String tar) throws IOException {
        String suffix = packing.equals("plain") ? "" : "+" + packing;
        if (!suffix.isEmpty()) {
            OtherTools.shell(folder, packing + " -c " + tar + " > packed").ok();
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(suffix.isEmpty() ? tar : "packed"));
        Files.write(blobs.resolve(Sha256.of(bytes)), bytes);
        return descriptor(Sha256.of(bytes), "image.layer.v1.tar" + suffix, "");
    }

    public String digestOf(String tar) throws IOException {
        return Sha256.of(Files.readAllBytes(folder.resolve(tar)));
    }

    /** Stores a document; the answer is its digest. */
    public String blob(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Files.write(blobs.resolve(Sha256.of(bytes)), bytes);
        return Sha256.of(bytes);
    }

    public String descriptor(String digest, String type, String more) throws IOException {
        return "{\"mediaType\":\"application/vnd.oci.%s\",\"digest\":\"sha256:%s\",\"size\":%d%s}"
                .formatted(type, digest, Files.size(blobs.resolve(digest)), more);
    }

    /** An archive of an image layout whose index holds these descriptors. */
    public Path oci(String descriptors) throws IOException {
        Path layout = folder.resolve("layout");
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + descriptors + "]}");
        Path archive = folder.resolve("oci-" + made++ + ".tar");
        OtherTools.shell(layout, TAR + " -cf " + archive + " blobs index.json oci-layout")
                .ok();
        return archive;
    }

    /** An archive as old docker versions write it, with a folder per layer and symlinks for what is there already. */
    public Path docker(String option, String... tars) throws IOException {
        Path layout = Files.createDirectories(folder.resolve("docker"));
        String config = config("amd64", tars);
        String configName = Sha256.of(config.getBytes(StandardCharsets.UTF_8)) + ".json";
        Files.writeString(layout.resolve(configName), config);
        for (int i = 0; i < tars.length; i++) {
            Path real = Files.createDirectories(layout.resolve(id(tars[i], "")));
            Files.copy(folder.resolve(tars[i]), real.resolve("layer.tar"));
            Path linked = Files.createDirectories(layout.resolve(id(tars[i], "linked")));
            Files.createSymbolicLink(linked.resolve("layer.tar"), Path.of("..", id(tars[i], ""), "layer.tar"));
        }
        String layers = Arrays.stream(tars)
                .map(tar -> "\"" + id(tar, tar.startsWith("2") ? "linked" : "") + "/layer.tar\"")
                .collect(Collectors.joining(","));
        Files.writeString(
                layout.resolve("manifest.json"),
                "[{\"Config\":\"%s\",\"RepoTags\":[\"x:1\"],\"Layers\":[%s]}]".formatted(configName, layers));
        Path archive = folder.resolve("docker.tar");
        OtherTools.shell(layout, TAR + " " + option + " " + archive + " *").ok();
        return archive;
    }

    private static String id(String tar, String more) {
        return Sha256.of((tar + more).getBytes(StandardCharsets.UTF_8));
    }
}
