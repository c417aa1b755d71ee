package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far the writing of a disk from the bootstrap system has come. */
public enum RecoveryPhase {
    /** Nothing was ordered. */
    IDLE,

    /** The manifest of the ordered bundle is awaited; the disk is as it was. */
    MANIFEST,

    /** What slot A holds already is compared with the manifest. */
    SCAN,

    /** Chunks are received and written where they belong. */
    RECEIVE,

    /** Everything that was written is read back. */
    VERIFY,

    /** Slot A boots next. */
    DONE,

    /** It was given up; a new order goes on from what is right on the disk. */
    FAILED;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static RecoveryPhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown RecoveryPhase"));
    }
}
