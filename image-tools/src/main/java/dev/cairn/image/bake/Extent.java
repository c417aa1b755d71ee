package dev.cairn.image.bake;

/** A stretch of the image that a writer must write, before it is cut and hashed. */
record Extent(long offset, long bytes, String partition) {}
