package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a node that runs its bootstrap system may be told to do to the rest of its disk. */
public enum RecoveryAction {
    /** Write a release into slot A; slot B becomes empty. */
    WRITE,

    /** Erase the data partition. */
    WIPE,

    /** Empty both slots, erase the data partition and start the bootstrap system again. */
    START_OVER;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static RecoveryAction of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown RecoveryAction"));
    }
}
