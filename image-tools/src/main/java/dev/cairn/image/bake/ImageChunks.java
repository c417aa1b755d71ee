package dev.cairn.image.bake;

import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotManifest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What of an image travels in chunks. It stands beside the image as {@code X.img.chunks.json}, for those who have only a compressed one, and says
 * the same as the manifests of slot A and content inside of it. Immutable.
 *
 * @param image digest of the image that it belongs to, as {@link ImageManifest#sha256}
 */
public record ImageChunks(String image, SlotManifest slot, Optional<ContentManifest> content) {
    static final int FORMAT = 1;

    /** Where the index of an image stands. */
    public static Path file(Path image) {
        return image.resolveSibling(image.getFileName() + ".chunks.json");
    }

    /**
     * The index beside {@code image}, when there is one; {@link dev.cairn.image.ImageProblem#CHUNK_INDEX_CORRUPT} for one that was damaged. Whose it
     * is has to be asked with {@link #requireOf}.
     */
    public static Optional<ImageChunks> beside(Path image) {
        return ImageChunksFile.read(file(image));
    }

    /** Refuses the index if it is not the one of the image that a manifest describes; {@code image} is where that stands. */
    public void requireOf(ImageManifest manifest, Path image) {
        if (!this.image.equals(manifest.sha256())) {
            throw ImageChunksFile.stale(file(image));
        }
    }

    /** Refuses the index if it does not say what was found inside of the image that stands at {@code at}. */
    public void requireSame(SlotManifest foundSlot, Optional<ContentManifest> foundContent, Path at) {
        if (!slot.equals(foundSlot) || !content.equals(foundContent)) {
            throw ImageChunksFile.stale(file(at));
        }
    }
}
