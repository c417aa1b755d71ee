package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** One of the two partitions that hold an immutable stack. */
public enum SlotName {
    /** The slot that the image is baked with. */
    A,

    /** The slot of the first update. */
    B;

    /** The slot that is not this one. */
    public SlotName other() {
        return this == A ? B : A;
    }

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static SlotName of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown SlotName"));
    }
}
