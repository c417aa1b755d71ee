package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How an update ended. */
public enum UpdateOutcome {
    /** The new slot is the good one. */
    COMMITTED,

    /** The new slot was tried and the old one runs again. */
    ROLLED_BACK,

    /** It ended before anything was tried. */
    FAILED;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static UpdateOutcome of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown UpdateOutcome"));
    }
}
