package dev.cairn.app.domain.drive.picture;

import java.nio.file.Path;

/**
 * A file or folder whose drive must not be written.
 *
 * @param purpose {@code APP}, {@code IMAGE} or {@code DATA_FOLDER}
 */
public record Kept(Use.Purpose purpose, Path path) {}
