package dev.cairn.image.gpt;

import java.util.UUID;

/** One partition (UEFI specification 2.10, section 5.3.3); offset and length in bytes. */
public record Partition(int number, String label, PartitionType type, UUID guid, long offset, long length) {}
