package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where an update stands; the daemon's transition table says what follows what. */
public enum UpdatePhase {
    /** No update under way. */
    IDLE,

    /** Waits for chunks that the node lacks. */
    TRANSFER,

    /** Writes the other slot. */
    WRITE,

    /** Reads the other slot back. */
    VERIFY,

    /** Copies kernel and initrd and writes the trial entry. */
    ARM,

    /** Asked the machine to restart. */
    REBOOT,

    /** Runs the new slot; the health window is open. */
    TRIAL,

    /** Healthy: makes the entry permanent. */
    COMMIT,

    /** Unhealthy: marks the trial bad and restarts into the old slot. */
    ROLL_BACK;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static UpdatePhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown UpdatePhase"));
    }
}
