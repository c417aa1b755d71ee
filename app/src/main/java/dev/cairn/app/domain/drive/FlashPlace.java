package dev.cairn.app.domain.drive;

import org.jspecify.annotations.Nullable;

/**
 * Where a written drive stands in a run of the flash line.
 *
 * @param identity the host name in its seed; null when it kept the image's seed
 */
public record FlashPlace(String runId, @Nullable String identity) {}
