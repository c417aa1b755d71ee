package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of everything that one team manages. Immutable. */
public record FleetId(@JsonValue String value) implements Comparable<FleetId> {
    /** Checks the value: 1 to 64 characters of {@code a-z 0-9 -}, so that it is safe in file names, terminals and logs. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FleetId {
        Names.requireIdentifier("FleetId", value);
    }

    /** A new random identifier. */
    public static FleetId random() {
        return new FleetId(UUID.randomUUID().toString());
    }

    @Override
    public int compareTo(FleetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
