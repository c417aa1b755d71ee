package dev.cairn.app.domain.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of layers, from the bottom of the stack to its top. */
public enum LayerKind {
    BASE_OS(true, true),
    KUBERNETES(true, true),
    CNI(false, false),
    CSI(false, false),
    ADD_ON(false, false),
    APPLICATION(false, false);

    private final boolean required;
    private final boolean single;

    LayerKind(boolean required, boolean single) {
        this.required = required;
        this.single = single;
    }

    /** Whether every profile must have one. */
    public boolean required() {
        return required;
    }

    /** Whether a profile may have only one. */
    public boolean single() {
        return single;
    }

    /** Whether it becomes part of a slot (and not of the content partition). */
    public boolean infrastructure() {
        return required;
    }

    /** The word used in profiles: {@code base-os}, {@code kubernetes}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that {@code word} names. */
    public static Optional<LayerKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
