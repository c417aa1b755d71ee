package dev.cairn.image.bake;

import dev.cairn.image.Progress;
import java.nio.file.Path;

/** Compares every mapped byte of an image file or drive with a manifest. Stateless. */
public final class ImageVerifier {
    /** Verifies an image with the manifest beside it. */
    public VerifyReport verify(Path image, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Verifies {@code on}, a written drive or copy, with an image's manifest; the seed, which differs per drive, is not compared. */
    public VerifyReport verify(Path on, ImageManifest manifest, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
