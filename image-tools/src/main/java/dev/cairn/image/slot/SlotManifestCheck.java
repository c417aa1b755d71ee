package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds a parsed manifest to its own rules, because it may come from a broken or hostile place. */
final class SlotManifestCheck {
    private static final int DIGEST = 64;

    private SlotManifestCheck() {}

    static void check(SlotManifest manifest, String element) {
        if (manifest.format() < SlotManifest.OLDEST_FORMAT || manifest.format() > SlotManifest.FORMAT) {
            throw corrupt(element, "format " + manifest.format() + " is not known");
        }
        if (Objects.isNull(manifest.release().profile())
                || Objects.isNull(manifest.release().version())) {
            throw corrupt(element, "the release has no name or version");
        }
        checkFile(manifest, manifest.files().root(), "root", element);
        checkFile(manifest, manifest.files().kernel(), "kernel", element);
        checkFile(manifest, manifest.files().initrd(), "initrd", element);
    }

    private static void checkFile(SlotManifest manifest, SlotManifest.SlotFile file, String name, String element) {
        if (!isDigest(file.sha256())) {
            throw corrupt(element, name + " has no digest");
        }
        List<SlotManifest.Chunk> chunks = file.chunks();
        if (chunks.size() > SlotManifest.MAX_CHUNKS) {
            throw corrupt(element, name + " has " + chunks.size() + " chunks, which is too many");
        }
        long sum = 0;
        for (int i = 0; i < chunks.size(); i++) {
            SlotManifest.Chunk chunk = chunks.get(i);
            boolean last = i == chunks.size() - 1;
            if (Objects.isNull(chunk) || !isDigest(chunk.sha256()) || !isLength(manifest, chunk.bytes(), last)) {
                throw corrupt(element, "chunk " + i + " of " + name + " is malformed");
            }
            sum += chunk.bytes();
        }
        if (sum != file.bytes()) {
            throw corrupt(element, "the chunks of " + name + " add up to " + sum + " of " + file.bytes() + " bytes");
        }
        if (manifest.digestsChunks() && !file.sha256().equals(SlotManifest.SlotFile.digestOf(chunks))) {
            throw corrupt(element, "the digest of " + name + " is not that of its chunks");
        }
    }

    private static boolean isLength(SlotManifest manifest, int bytes, boolean last) {
        boolean anyLength = manifest.digestsChunks() || last;
        return anyLength ? bytes > 0 && bytes <= SlotManifest.MAX_CHUNK_BYTES : bytes == SlotManifest.MAX_CHUNK_BYTES;
    }

    /** 64 digits of lower-case hexadecimal; a manifest has thousands, of which a regular expression would take most of the time that it is read in. */
    private static boolean isDigest(String text) {
        if (Objects.isNull(text) || text.length() != DIGEST) {
            return false;
        }
        for (int i = 0; i < DIGEST; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", reason));
    }
}
