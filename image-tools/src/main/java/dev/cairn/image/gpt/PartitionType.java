package dev.cairn.image.gpt;

import java.util.Arrays;
import java.util.UUID;

/** The partition types that Cairn writes (UEFI specification 2.10, table 5.8; Discoverable Partitions Specification). */
public enum PartitionType {
    ESP("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
    LINUX("0fc63daf-8483-4772-8e79-3d69d8477de4"),
    OTHER("00000000-0000-0000-0000-000000000000");

    private final UUID guid;

    PartitionType(String guid) {
        this.guid = UUID.fromString(guid);
    }

    public UUID guid() {
        return guid;
    }

    static PartitionType of(UUID guid) {
        return Arrays.stream(values())
                .filter(type -> type.guid.equals(guid))
                .findFirst()
                .orElse(OTHER);
    }
}
