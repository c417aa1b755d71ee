package dev.cairn.image.bake;

import dev.cairn.image.gpt.PartitionTable;
import java.util.List;
import java.util.Locale;

/**
 * One partition of an image; offset and size in bytes.
 *
 * @param type {@code esp}, {@code linux} or {@code other}
 */
public record ImagePartition(int number, String label, String type, String guid, long offset, long bytes) {
    /** All partitions of a table, in its order. */
    public static List<ImagePartition> all(PartitionTable table) {
        return table.partitions().stream()
                .map(partition -> new ImagePartition(
                        partition.number(),
                        partition.label(),
                        partition.type().name().toLowerCase(Locale.ROOT),
                        partition.guid().toString(),
                        partition.offset(),
                        partition.length()))
                .toList();
    }
}
