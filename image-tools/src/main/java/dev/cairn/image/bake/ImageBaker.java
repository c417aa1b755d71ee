package dev.cairn.image.bake;

import dev.cairn.image.Progress;

/** Puts partitions, boot loader, slots and seed together into a disk image. Stateless. */
public final class ImageBaker {
    /** Bakes under a temporary name in the output's folder and renames when everything is on the disk. */
    public BakedImage bake(BakeRequest request, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
