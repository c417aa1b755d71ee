package dev.cairn.image.layer;

import java.nio.file.Path;

/**
 * A tar file (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU tar manual, "Basic Tar Format") or an image archive,
 * possibly compressed.
 */
public record TarLayer(Path file) implements Layer {
    @Override
    public String name() {
        return file.toString();
    }
}
