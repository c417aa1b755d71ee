package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to a node's disk.
 *
 * @param image the image that was named, of this release; null when the release was named
 * @param wipe whether its data partition is erased, too
 */
public record ReflashRequest(
        NodeId node, Release release, @Nullable Image image, boolean wipe) {}
