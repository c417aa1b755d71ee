package dev.cairn.app.ui.control;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows values of a choice as words; the way back is not needed. Immutable. */
public final class Words<T> extends StringConverter<T> {
    private final Function<T, String> words;

    /** {@code words} is called with values that are not null. */
    public Words(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public @Nullable T fromString(String text) {
        return null;
    }
}
