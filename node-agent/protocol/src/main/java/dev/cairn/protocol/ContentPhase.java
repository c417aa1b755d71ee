package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a change of what runs in Kubernetes stands on a node. */
public enum ContentPhase {
    /** No change under way. */
    IDLE,

    /** Waits for chunks that the node lacks. */
    TRANSFER,

    /** Puts images where Kubernetes has them, and imports them. */
    PLACE,

    /** Waits until all nodes have the images, then rolls charts, one after the other. */
    ROLL;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static ContentPhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown ContentPhase"));
    }
}
