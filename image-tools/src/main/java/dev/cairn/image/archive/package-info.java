/**
 * Finds the layers of an image in an archive as {@code docker save}, podman, skopeo and buildah write it: OCI image layouts and docker archives. Used by
 * layer alone; stateless, nothing is unpacked.
 */
@NullMarked
package dev.cairn.image.archive;

import org.jspecify.annotations.NullMarked;
