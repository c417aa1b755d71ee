package dev.cairn.image.drive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to write where.
 *
 * @param image an image with its manifest beside it
 * @param target a block device or a file; a file that is missing or empty is made as large as the image
 * @param seed replaces the image's seed on this drive, at most 16 KiB of JSON
 */
public record WriteRequest(Path image, Path target, Optional<byte[]> seed, IdentityCheck identity) {
    public static WriteRequest of(Path image, Path target) {
        return new WriteRequest(image, target, Optional.empty(), IdentityCheck.NONE);
    }

    public WriteRequest withSeed(byte[] bytes) {
        return new WriteRequest(image, target, Optional.of(bytes), identity);
    }
}
