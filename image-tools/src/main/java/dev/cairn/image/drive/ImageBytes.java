package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.Packing;
import dev.cairn.image.StagedFile;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of the image come from. Thread-safe. */
public interface ImageBytes extends AutoCloseable {
    /** Fills the buffer from this offset of the image; may wait until the image has been unpacked that far. */
    void read(ByteBuffer into, long at) throws IOException;

    /** Opens an image, compressed or not; a compressed one is unpacked into the scratch folder, else beside it. */
    static ImageBytes open(Path image, ImageManifest manifest, Optional<Path> scratch) throws IOException {
        Packing packing = Packing.of(image);
        return packing == Packing.NONE
                ? new PlainImage(image)
                : SpooledImage.open(image, packing, manifest, scratch.orElseGet(() -> StagedFile.folderOf(image)));
    }

    /** The manifest beside an image, which is named as if the image were not compressed. */
    static ImageManifest manifest(Path image) {
        try {
            return ImageManifest.beside(Packing.of(image).unpackedPath(image));
        } catch (IOException e) {
            throw ImageException.io("open", image.toString(), e);
        }
    }

    @Override
    void close() throws IOException;
}
