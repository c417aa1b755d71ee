package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records to and from the JSON documents in columns. Stateless. */
final class Documents {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    static @Nullable String write(@Nullable Object value) {
        return value == null ? null : MAPPER.writeValueAsString(value);
    }

    static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw damaged(type.getSimpleName(), e);
        }
    }

    static Map<String, String> map(String json) {
        return read(json, new TypeReference<Map<String, String>>() {});
    }

    static List<String> list(String json) {
        return read(json, new TypeReference<List<String>>() {});
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw damaged(type.getType().getTypeName(), e);
        }
    }

    private static ProblemException damaged(String what, JacksonException e) {
        return new ProblemException(
                Problem.of(AppProblem.DATABASE_FAILED, "read", what, "reason", e.getOriginalMessage()), e);
    }
}
