package dev.cairn.app.played;

import dev.cairn.image.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Charts and images of the right shape for profiles of tests: nothing in them could run. */
public final class PlayedContent {
    private PlayedContent() {}

    /** A packed chart with this version and so many bytes that do not get smaller. */
    public static Path chart(Path file, String version, int noise) throws IOException {
        Path plain = file.resolveSibling(file.getFileName() + ".tar");
        byte[] bytes = new byte[noise];
        new Random(version.hashCode()).nextBytes(bytes);
        try (PlayedTar tar = new PlayedTar(plain)) {
            tar.folder("played").file("played/Chart.yaml", 0644, "apiVersion: v2\nname: played\nversion: " + version);
            tar.file("played/values.yaml", 0644, bytes);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            Files.copy(plain, gzip);
        }
        Files.delete(plain);
        return Files.write(file, packed.toByteArray());
    }

    /** What docker save makes of one image with one layer. */
    public static Path images(Path file, String architecture) throws IOException {
        Path layer = file.resolveSibling("layer.tar");
        try (PlayedTar tar = new PlayedTar(layer)) {
            tar.folder("app").file("app/played", 0755, "an application that runs nowhere\n");
        }
        byte[] bytes = Files.readAllBytes(layer);
        Files.delete(layer);
        String digest = Sha256.of(bytes);
        String config = "{\"os\":\"linux\",\"architecture\":\"" + architecture
                + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + digest + "\"]}}";
        try (PlayedTar tar = new PlayedTar(file)) {
            tar.folder(digest).file(digest + "/layer.tar", 0644, bytes).file("config.json", 0644, config);
            tar.file(
                    "manifest.json",
                    0644,
                    "[{\"Config\":\"config.json\",\"RepoTags\":[\"played/till:1\"],\"Layers\":[\"" + digest
                            + "/layer.tar\"]}]");
        }
        return file;
    }
}
