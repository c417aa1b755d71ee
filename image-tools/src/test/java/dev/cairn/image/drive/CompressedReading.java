package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads an image as a write does, without a drive. Stateless. */
public final class CompressedReading {
    private CompressedReading() {}

    /** Reads every range and holds it against its digest; what is not as it was baked is an {@link ImageException}. */
    public static void readAll(Path image, ImageManifest manifest, Path scratch) {
        try (ImageBytes bytes = ImageBytes.open(image, manifest, Optional.of(scratch))) {
            CheckedImage checked = new CheckedImage(bytes, image.toString());
            ByteBuffer buffer = ByteBuffer.allocate(ImageBlock.MAX_BYTES);
            for (ImageManifest.Range range : manifest.ranges()) {
                checked.readChecked(new ImageBlock(range.offset(), range.bytes(), List.of(range)), buffer);
            }
        } catch (IOException e) {
            throw ImageException.io("open", image.toString(), e);
        }
    }
}
