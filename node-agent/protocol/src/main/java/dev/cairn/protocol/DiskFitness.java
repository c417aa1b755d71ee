package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whether a disk is quick enough to hold the cluster's database, in the order in which nodes are chosen. */
public enum DiskFitness {
    /** Quick enough. */
    GOOD,

    /** Slower than the database's makers advise: taken only after the good ones, with a warning. */
    SLOW,

    /** Not asked yet. */
    UNKNOWN,

    /** So slow, or so broken, that its node stays an agent. */
    UNFIT;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static DiskFitness of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown DiskFitness"));
    }
}
