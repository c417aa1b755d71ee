package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Holds a parsed manifest to its own rules, because it may come from a broken or hostile place. */
final class SlotManifestCheck {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SlotManifestCheck() {}

    static void check(SlotManifest manifest, String element) {
        if (manifest.format() != SlotManifest.FORMAT) {
            throw corrupt(element, "format " + manifest.format() + " is not known");
        }
        if (Objects.isNull(manifest.release()) || Objects.isNull(manifest.files())) {
            throw corrupt(element, "release or files are missing");
        }
        if (Objects.isNull(manifest.release().profile())
                || Objects.isNull(manifest.release().version())) {
            throw corrupt(element, "the release has no name or version");
        }
        checkFile(manifest.files().root(), "root", element);
        checkFile(manifest.files().kernel(), "kernel", element);
        checkFile(manifest.files().initrd(), "initrd", element);
    }

    private static void checkFile(SlotManifest.SlotFile file, String name, String element) {
        if (Objects.isNull(file) || !isDigest(file.sha256())) {
            throw corrupt(element, name + " has no digest");
        }
        long sum = 0;
        List<SlotManifest.Chunk> chunks = file.chunks();
        for (int i = 0; i < chunks.size(); i++) {
            SlotManifest.Chunk chunk = chunks.get(i);
            boolean whole = chunk.bytes() == SlotManifest.CHUNK_BYTES;
            boolean tail = i == chunks.size() - 1 && chunk.bytes() > 0 && chunk.bytes() < SlotManifest.CHUNK_BYTES;
            if (!isDigest(chunk.sha256()) || !(whole || tail)) {
                throw corrupt(element, "chunk " + i + " of " + name + " is malformed");
            }
            sum += chunk.bytes();
        }
        if (sum != file.bytes()) {
            throw corrupt(element, "the chunks of " + name + " add up to " + sum + " of " + file.bytes() + " bytes");
        }
    }

    private static boolean isDigest(String text) {
        return Objects.nonNull(text) && SHA256.matcher(text).matches();
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", reason));
    }
}
