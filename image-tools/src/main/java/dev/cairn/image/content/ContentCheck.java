package dev.cairn.image.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.archive.ImageSet;
import dev.cairn.image.layer.WholeTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads an artifact for Kubernetes to its end, so that one that was cut off on its way, is damaged or is for other machines is told where there is a
 * network, and not where a site needs it. Stateless.
 */
public final class ContentCheck {
    /** Helm documentation, "The Chart File Structure". */
    private static final Pattern CHART_FILE = Pattern.compile("[^/]+/Chart\\.yaml");

    /** Archives of images and charts are read as a whole; the answer is the number of images. Of manifests the first bytes are looked at. */
    public OptionalInt check(ContentType type, Path file, Progress progress) {
        try {
            ContentSource source = new ContentSource("", "", type, file, "", Map.of());
            var unused = ContentKind.file(source, head(file), Files.size(file));
            return switch (type) {
                case IMAGES -> images(file, progress);
                case CHART -> chart(file, progress);
                case MANIFEST -> OptionalInt.empty();
            };
        } catch (IOException e) {
            throw ImageException.io("content", file.toString(), e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ContentKind.HEAD_BYTES);
        }
    }

    private static OptionalInt images(Path file, Progress progress) throws IOException {
        try (WholeTar tar = WholeTar.read(file, progress)) {
            return OptionalInt.of(ImageSet.check(tar.members(), tar::sha256, file.toString()));
        }
    }

    private static OptionalInt chart(Path file, Progress progress) throws IOException {
        try (WholeTar tar = WholeTar.read(file, progress)) {
            if (tar.files().stream().noneMatch(path -> CHART_FILE.matcher(path).matches())) {
                throw ContentKind.unusable(file, "it holds no Chart.yaml in its folder, which makes a chart");
            }
        }
        return OptionalInt.empty();
    }
}
