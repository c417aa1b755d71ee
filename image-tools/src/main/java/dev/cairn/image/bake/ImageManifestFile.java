package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads an image's manifest and holds it to its own rules, because writers trust its offsets. Stateless. */
final class ImageManifestFile {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int ALIGNMENT = 4096;

    private ImageManifestFile() {}

    static ImageManifest read(Path image) {
        Path file = ImageBaker.manifestFile(image);
        try {
            ImageManifest manifest = Json.read(Files.readAllBytes(file), ImageManifest.class, file.toString());
            check(manifest, file.toString());
            return manifest;
        } catch (NoSuchFileException e) {
            throw new ImageException(
                    ImageProblem.SIDECAR_MISSING, "open", image.toString(), Map.of("file", file.toString()), e);
        } catch (IOException e) {
            throw ImageException.io("open", file.toString(), e);
        } catch (ImageException e) {
            throw e.problem() == ImageProblem.BUNDLE_CORRUPT
                    ? new ImageException(ImageProblem.SIDECAR_CORRUPT, "open", file.toString(), e.arguments(), e)
                    : e;
        }
    }

    private static void check(ImageManifest manifest, String element) {
        if (manifest.format() < 1 || manifest.format() > ImageManifest.FORMAT || Objects.isNull(manifest.release())) {
            throw corrupt(element, "format " + manifest.format() + " is not known");
        }
        checkTexts(manifest, element);
        long end = 0;
        for (ImageManifest.Range range : manifest.ranges()) {
            boolean sane = range.offset() >= end
                    && range.bytes() > 0
                    && range.bytes() <= ImageHasher.RANGE_BYTES
                    && (range.offset() | range.bytes()) % ALIGNMENT == 0
                    && Objects.nonNull(range.partition())
                    && Objects.nonNull(range.sha256())
                    && SHA256.matcher(range.sha256()).matches();
            if (!sane) {
                throw corrupt(element, "range at " + range.offset() + " is malformed");
            }
            end = range.offset() + range.bytes();
        }
        boolean seedSane = manifest.seedBytes() == ImageManifest.SEED_BYTES
                && manifest.ranges().stream().anyMatch(range -> range.offset() == manifest.seedOffset());
        boolean digestSane = manifest.format() < ImageManifest.FORMAT
                || ImageManifest.digestOf(manifest.bytes(), manifest.ranges()).equals(manifest.sha256());
        if (!digestSane) {
            throw corrupt(element, "its digest is not that of its ranges");
        }
        if (end > manifest.bytes() || !seedSane) {
            throw corrupt(element, "ranges or seed lie outside of the image");
        }
    }

    /** JSON may leave out what the type says is always there. */
    private static void checkTexts(ImageManifest manifest, String element) {
        Stream<String> texts = Stream.concat(
                Stream.of(
                        manifest.sha256(),
                        manifest.bundleDigest(),
                        manifest.diskGuid(),
                        manifest.release().profile(),
                        manifest.release().version()),
                manifest.partitions().stream()
                        .flatMap(partition -> Stream.of(partition.label(), partition.type(), partition.guid())));
        if (texts.anyMatch(Objects::isNull)) {
            throw corrupt(element, "a digest, a partition's name or the release's name is missing");
        }
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.SIDECAR_CORRUPT, "open", element, Map.of("reason", reason));
    }
}
