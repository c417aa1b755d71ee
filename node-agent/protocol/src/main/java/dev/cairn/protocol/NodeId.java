package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of a machine, made on its first boot and kept over updates. Immutable. */
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {
    /** Checks the value: 1 to 64 characters of {@code a-z 0-9 -}, so that it is safe in file names, terminals and logs. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeId {
        Names.requireIdentifier("NodeId", value);
    }

    /** A new random identifier. */
    public static NodeId random() {
        return new NodeId(UUID.randomUUID().toString());
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
