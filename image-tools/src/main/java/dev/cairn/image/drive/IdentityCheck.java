package dev.cairn.image.drive;

/** Looks, with the target open and before the first byte is written, whether it still is the drive that was chosen. */
@FunctionalInterface
public interface IdentityCheck {
    IdentityCheck NONE = () -> {};

    /** Throws {@link dev.cairn.image.ImageException} with {@code TARGET_CHANGED} when it is not. */
    void check();
}
