package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Digest;

/** A chunk of a slot bundle. */
public record ChunkRef(Digest sha256, long bytes) {}
