package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What is known about a slot's content. */
public enum SlotState {
    /** Nothing usable is in it. */
    EMPTY,

    /** An update is being written into it. */
    WRITING,

    /** Armed or booted with tries left, and not committed. */
    TRIAL,

    /** Committed: it ran healthily, or it is the slot that the image came with. */
    GOOD,

    /** Fell back from, or failed before it was armed. */
    BAD;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static SlotState of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown SlotState"));
    }
}
