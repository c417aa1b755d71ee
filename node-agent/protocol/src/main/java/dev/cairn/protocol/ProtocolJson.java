package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it crosses the wire: bounded in depth and size, without duplicate names. Thread-safe. */
public final class ProtocolJson {
    private static final JsonMapper LENIENT = mapper(false);
    private static final JsonMapper STRICT = mapper(true);

    private ProtocolJson() {}

    private static JsonMapper mapper(boolean strict) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxNameLength(1_000)
                .maxNumberLength(40)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(bounds).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .configure(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, false)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    /** Compact JSON; fields that are null are left out. */
    public static byte[] bytes(Object value) {
        return STRICT.writeValueAsBytes(value);
    }

    static JsonNode tree(Object value) {
        return STRICT.valueToTree(value);
    }

    /** Reads JSON and passes over unknown fields, so that an older laptop understands a newer node. */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(LENIENT, json, type, NodeProblem.ANSWER_MALFORMED, "answer", type.getSimpleName());
    }

    /** Reads JSON and refuses unknown fields; whatever is wrong with it becomes the given problem. */
    public static <T> T readStrict(byte[] json, Class<T> type, NodeProblem problem, String phase, String element) {
        return read(STRICT, json, type, problem, phase, element);
    }

    private static <T> T read(
            JsonMapper mapper, byte[] json, Class<T> type, NodeProblem problem, String phase, String element) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new ProtocolException(problem, phase, element, Map.of("reason", "it is null"));
            }
            MissingParts.refuse(value);
            return value;
        } catch (JacksonException | IllegalArgumentException | NullPointerException refused) {
            throw new ProtocolException(problem, phase, element, Map.of("reason", reason(refused)), refused);
        }
    }

    private static String reason(RuntimeException refused) {
        Throwable cause = refused;
        while (cause instanceof JacksonException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(cause.getMessage());
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
