package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of a place. Immutable. */
public record SiteId(@JsonValue String value) implements Comparable<SiteId> {
    /** Checks the value: 1 to 64 characters of {@code a-z 0-9 -}, so that it is safe in file names, terminals and logs. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SiteId {
        Names.requireIdentifier("SiteId", value);
    }

    /** A new random identifier. */
    public static SiteId random() {
        return new SiteId(UUID.randomUUID().toString());
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
