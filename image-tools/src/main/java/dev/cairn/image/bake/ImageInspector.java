package dev.cairn.image.bake;

import java.nio.file.Path;

/** Reads an image file or a written drive, with or without the manifest beside it. Stateless. */
public final class ImageInspector {
    public ImageReport inspect(Path image) {
        throw new UnsupportedOperationException();
    }
}
