package dev.cairn.image;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Manifests to and from JSON, the same bytes everywhere. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** Compact JSON in UTF-8 with properties in a fixed order. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a record; malformed text is {@link ImageProblem#BUNDLE_CORRUPT} with {@code element}. */
    public static <T> T read(byte[] json, Class<T> type, String element) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw new ImageException(
                    ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", e.getOriginalMessage()), e);
        }
        throw new ImageException(ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", "empty document"));
    }
}
