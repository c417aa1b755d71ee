package dev.cairn.app.cli;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.SiteId;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes documents for scripts: identifiers and digests as text, times as ISO 8601, enums by their names. */
final class JsonOutput {
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Digest.class, new AsText<>())
                    .addSerializer(SiteId.class, new AsText<>())
                    .addSerializer(NodeId.class, new AsText<>())
                    .addSerializer(Path.class, new AsText<>()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    String write(Object document) {
        return mapper.writeValueAsString(document);
    }

    /** Everything here says itself with {@code toString}. */
    private static final class AsText<T> extends ValueSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }
}
