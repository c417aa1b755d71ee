package dev.cairn.protocol;

import dev.cairn.json.JsonCodec;
import dev.cairn.json.JsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it crosses the wire: bounded in depth and size, without duplicate names. Thread-safe. */
public final class ProtocolJson {
    private static final int DEPTH = 32;
    private static final int MOST_REASON = 200;
    private static final JsonCodec LENIENT = JsonCodec.bounded(DEPTH, false);
    private static final JsonCodec STRICT = JsonCodec.bounded(DEPTH, true);

    private ProtocolJson() {}

    /** Compact JSON; fields that are null are left out. */
    public static byte[] bytes(Object value) {
        return STRICT.write(value);
    }

    /** The value as maps, lists, strings, numbers and booleans. */
    static @Nullable Object tree(Object value) {
        return STRICT.read(STRICT.write(value), Object.class);
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
            JsonCodec codec, byte[] json, Class<T> type, NodeProblem problem, String phase, String element) {
        try {
            T value = codec.read(json, type);
            if (value == null) {
                throw new ProtocolException(problem, phase, element, Map.of("reason", "it is null"));
            }
            MissingParts.refuse(value);
            return value;
        } catch (JsonException | IllegalArgumentException | NullPointerException refused) {
            throw new ProtocolException(problem, phase, element, Map.of("reason", reason(refused)), refused);
        }
    }

    private static String reason(RuntimeException refused) {
        String plain = String.valueOf(refused.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= MOST_REASON ? plain : plain.substring(0, MOST_REASON);
    }
}
