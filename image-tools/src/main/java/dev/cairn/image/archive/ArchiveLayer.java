package dev.cairn.image.archive;

import dev.cairn.image.Region;
import java.util.Optional;

/**
 * One layer of an image in an archive (OCI image specification 1.1, "Content Descriptors" and "Image Layer Filesystem Changeset").
 *
 * @param name how errors call it
 * @param stored where its tar stands, compressed or not
 * @param storedSha256 of the stored bytes, where the archive tells it
 * @param tarSha256 of the uncompressed tar
 */
public record ArchiveLayer(String name, Region stored, Optional<String> storedSha256, String tarSha256) {}
