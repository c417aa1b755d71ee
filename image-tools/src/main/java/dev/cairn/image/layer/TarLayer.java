package dev.cairn.image.layer;

import java.nio.file.Path;

/** A tar file or an image archive, possibly compressed. */
public record TarLayer(Path file) implements Layer {
    @Override
    public String name() {
        return file.toString();
    }
}
