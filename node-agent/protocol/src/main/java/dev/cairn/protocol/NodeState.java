package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far a node has come, as far as the node itself can tell; LOST and RETIRED are a laptop's judgement. */
public enum NodeState {
    /** Runs and knows its fleet, but no order names it. */
    DISCOVERED,

    /** Has a site and a role. */
    ASSIGNED,

    /** Kubernetes is set up and has not been ready yet. */
    PROVISIONED,

    /** Kubernetes is ready, or the release has none. */
    ACTIVE,

    /** Not heard of for too long. */
    LOST,

    /** Taken out of service by an order. */
    RETIRED;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static NodeState of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown NodeState"));
    }
}
