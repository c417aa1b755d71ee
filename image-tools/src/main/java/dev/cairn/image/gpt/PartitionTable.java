package dev.cairn.image.gpt;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A GUID partition table with 512-byte sectors (UEFI specification 2.10, section 5.3). Immutable. */
public record PartitionTable(UUID diskGuid, List<Partition> partitions) {
    public static final int SECTOR = 512;
    /** Sectors of the protective MBR, a header and its entries. */
    public static final int PRIMARY_SECTORS = 34;

    public static final int BACKUP_SECTORS = 33;

    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    public Optional<Partition> byLabel(String label) {
        return partitions.stream()
                .filter(partition -> partition.label().equals(label))
                .findFirst();
    }
}
