package dev.cairn.json;

import org.jspecify.annotations.Nullable;

/** Text that is no JSON, or JSON that is not what was asked for. The message says what is wrong with it and names the field, never its value. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        this(message, null);
    }

    JsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
