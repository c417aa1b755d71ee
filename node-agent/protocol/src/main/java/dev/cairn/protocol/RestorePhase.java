package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far a server is on its way back to a snapshot. */
public enum RestorePhase {
    /** None was ordered here. */
    NONE,

    /** Its database is made from the snapshot. */
    RESETTING,

    /** It starts from that, as the only member. */
    STARTING,

    /** It did not come about, and the database from before is put back. */
    TAKING_BACK,

    /** The cluster runs from the snapshot. */
    DONE,

    /** The cluster runs as before. */
    FAILED;

    /** Whether something is under way. */
    public boolean isUnderWay() {
        return this == RESETTING || this == STARTING || this == TAKING_BACK;
    }

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static RestorePhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown RestorePhase"));
    }
}
