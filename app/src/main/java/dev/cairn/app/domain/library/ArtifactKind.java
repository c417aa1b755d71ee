package dev.cairn.app.domain.library;

import dev.cairn.app.domain.profile.LayerKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an artifact is for. */
public enum ArtifactKind {
    BASE_OS,
    KUBERNETES,
    AGENT,
    IMAGES,
    CHART,
    FILE;

    /** The word used in commands: {@code base-os}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ArtifactKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether a layer of {@code layer} can be made of it. */
    public boolean fits(LayerKind layer) {
        return switch (layer) {
            case BASE_OS -> this == BASE_OS;
            case KUBERNETES -> this == KUBERNETES;
            case CNI, CSI, ADD_ON, APPLICATION -> this == IMAGES || this == CHART || this == FILE;
        };
    }
}
