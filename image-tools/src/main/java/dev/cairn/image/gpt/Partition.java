package dev.cairn.image.gpt;

import java.util.UUID;

/** One partition; offset and length in bytes. */
public record Partition(int number, String label, PartitionType type, UUID guid, long offset, long length) {}
