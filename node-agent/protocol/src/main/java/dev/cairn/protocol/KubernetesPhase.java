package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What the Kubernetes driver sees. */
public enum KubernetesPhase {
    /** The release has no Kubernetes. */
    ABSENT,

    /** Not started: the node has no role yet. */
    STOPPED,

    /** Started and not ready yet. */
    STARTING,

    /** This node is ready. */
    READY,

    /** Was ready before, or had its time, and is not. */
    NOT_READY;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static KubernetesPhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown KubernetesPhase"));
    }
}
