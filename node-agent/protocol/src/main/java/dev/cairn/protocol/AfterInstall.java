package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a machine does when its disk was installed from a stick. */
public enum AfterInstall {
    REBOOT,
    POWER_OFF;

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static AfterInstall of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "what to do after the installation is reboot or power-off, not " + Names.shown(word)));
    }
}
