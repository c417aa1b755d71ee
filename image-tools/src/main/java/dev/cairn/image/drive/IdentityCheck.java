package dev.cairn.image.drive;

import java.nio.channels.FileChannel;

/** Looks, on the opened target and before the first byte is written, whether it still is the drive that was chosen. */
@FunctionalInterface
public interface IdentityCheck {
    IdentityCheck NONE = channel -> {};

    /** Throws {@link dev.cairn.image.ImageException} with {@code TARGET_CHANGED} when it is not. */
    void check(FileChannel opened);
}
