package dev.cairn.image.bake;

/** One partition of an image; offset and size in bytes. */
public record ImagePartition(int number, String label, String type, String guid, long offset, long bytes) {}
