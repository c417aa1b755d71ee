package dev.cairn.json;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes and reads values as JSON. Values are records, enums, strings, numbers, booleans, lists, maps by name, UUIDs, {@code byte[]} (base64), and null.
 * Of Jackson's annotations {@code JsonProperty}, {@code JsonValue}, {@code JsonCreator}, {@code JsonIgnoreProperties}, {@code JsonTypeInfo} and
 * {@code JsonSubTypes} are followed. Thread-safe.
 */
public final class JsonCodec {
    private final JsonFactory factory;
    private final JsonWriter writer;
    private final JsonBinder binder;

    private JsonCodec(JsonFactory factory, JsonWriter writer, JsonBinder binder) {
        this.factory = factory;
        this.writer = writer;
        this.binder = binder;
    }

    /**
     * For what comes from outside: names may not stand twice, numbers and names have bounds, and fields that are null are not written.
     *
     * @param depth most levels of objects and lists within each other that are read
     * @param refusesUnknown whether a field that the record has no part for is refused, or passed over
     */
    public static JsonCodec bounded(int depth, boolean refusesUnknown) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNameLength(1_000)
                .maxNumberLength(40)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(bounds)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return new JsonCodec(factory, new JsonWriter(false, false), new JsonBinder(refusesUnknown));
    }

    /** For files: fields that are null are written, maps in the order of their names, unknown fields are passed over. */
    public static JsonCodec ofFiles() {
        return new JsonCodec(new JsonFactory(), new JsonWriter(true, true), new JsonBinder(false));
    }

    /** Compact JSON in UTF-8, parts of records in their order; {@link IllegalArgumentException} for a value that has no form in JSON. */
    public byte[] write(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            writer.write(value, generator);
        }
        return out.toByteArray();
    }

    /**
     * The value of a whole text; null only for the text {@code null}. With {@code Object} as type, maps in the order of the text, lists, strings,
     * Long (BigInteger where that is too small), Double, Boolean and null.
     *
     * @throws JsonException if it is no JSON or not of this type
     */
    public <T> @Nullable T read(byte[] json, Class<T> type) {
        return type.cast(binder.bind(tree(json), type));
    }

    private @Nullable Object tree(byte[] json) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new JsonException("it is empty");
            }
            Object tree = JsonTree.at(parser);
            if (parser.nextToken() != null) {
                throw new JsonException("something follows its end");
            }
            return tree;
        } catch (JacksonException refused) {
            throw new JsonException(refused.getOriginalMessage(), refused);
        }
    }
}
