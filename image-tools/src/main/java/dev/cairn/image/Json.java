package dev.cairn.image;

import dev.cairn.json.JsonCodec;
import dev.cairn.json.JsonException;
import java.util.Map;

/** Manifests to and from JSON, the same bytes everywhere. Thread-safe. */
public final class Json {
    private static final JsonCodec CODEC = JsonCodec.ofFiles();

    private Json() {}

    /** Compact JSON in UTF-8 with properties in a fixed order. */
    public static byte[] bytes(Object value) {
        return CODEC.write(value);
    }

    /** Reads a record; malformed text is {@link ImageProblem#BUNDLE_CORRUPT} with {@code element}. */
    public static <T> T read(byte[] json, Class<T> type, String element) {
        try {
            T value = CODEC.read(json, type);
            if (value != null) {
                return value;
            }
        } catch (JsonException e) {
            throw new ImageException(
                    ImageProblem.BUNDLE_CORRUPT,
                    "manifest",
                    element,
                    Map.of("reason", String.valueOf(e.getMessage())),
                    e);
        }
        throw new ImageException(ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", "empty document"));
    }
}
