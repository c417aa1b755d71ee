package dev.cairn.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes a docker archive of one layer with the tar program. */
final class ContainerImage {
    private ContainerImage() {}

    static Path of(Path folder, Path layer) throws IOException, InterruptedException, NoSuchAlgorithmException {
        Path layout = Files.createTempDirectory(folder, "image");
        byte[] tar = Files.readAllBytes(layer);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tar));
        Files.write(layout.resolve(digest + ".tar"), tar);
        Files.writeString(
                layout.resolve("config.json"),
                "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[\"sha256:" + digest + "\"]}}");
        Files.writeString(
                layout.resolve("manifest.json"), "[{\"Config\":\"config.json\",\"Layers\":[\"" + digest + ".tar\"]}]");
        Path archive = folder.resolve(digest.substring(0, 8) + "-image.tar");
        tar(layout, archive);
        return archive;
    }

    /** A tar of what stands in a folder. */
    static Path tar(Path from, Path archive) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "--format=ustar", "-C", from.toString(), "-cf", archive.toString(), ".")
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar failed");
        }
        return archive;
    }
}
