package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whether a node has the log of the last boot in which a trial failed, and if not, why. */
public enum TrialLogState {
    /** It has. */
    KEPT,

    /** No trial has failed here, as far as its record goes. */
    NO_TRIAL,

    /** A trial failed, and what it logged is still being looked for. */
    NOT_YET,

    /** The trial ended before anything that it logged was on the disk. */
    NOTHING_WRITTEN,

    /** What earlier boots logged cannot be read. */
    UNREADABLE;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static TrialLogState of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown TrialLogState"));
    }
}
