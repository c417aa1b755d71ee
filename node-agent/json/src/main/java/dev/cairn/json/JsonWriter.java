package dev.cairn.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Values into JSON. Immutable.
 *
 * @param writesNulls whether parts of records that are null are written
 * @param sortsMaps whether maps are written in the order of their names instead of their own
 */
record JsonWriter(boolean writesNulls, boolean sortsMaps) {
    void write(@Nullable Object value, JsonGenerator out) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case UUID id -> out.writeString(id.toString());
            case Boolean truth -> out.writeBoolean(truth);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Short number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Float number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Enum<?> constant -> out.writeString(EnumShape.of(constant).word(constant));
            case Record record -> write(record, out);
            case Map<?, ?> map -> write(map, out);
            case Iterable<?> elements -> write(elements, out);
            case byte[] bytes -> out.writeBinary(bytes);
            case int[] numbers -> out.writeArray(numbers, 0, numbers.length);
            case long[] numbers -> out.writeArray(numbers, 0, numbers.length);
            case Object[] elements -> write(Arrays.asList(elements), out);
            case Optional<?> optional -> write(optional.orElse(null), out);
            default ->
                throw new IllegalArgumentException(
                        "no JSON for " + value.getClass().getName());
        }
    }

    private void write(Record record, JsonGenerator out) {
        RecordShape shape = RecordShape.of(record.getClass());
        if (shape.isOneValue()) {
            write(shape.parts().getFirst().in(record), out);
            return;
        }
        out.writeStartObject();
        Subtypes.nameOf(record.getClass()).ifPresent(name -> out.writeStringProperty(name.property(), name.name()));
        for (RecordShape.Part part : shape.parts()) {
            Object value = part.in(record);
            if (value != null || writesNulls) {
                out.writeName(part.name());
                write(value, out);
            }
        }
        out.writeEndObject();
    }

    private void write(Map<?, ?> map, JsonGenerator out) {
        Map<?, ?> entries = sortsMaps && !map.isEmpty() ? new TreeMap<>(map) : map;
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            out.writeName(name(entry.getKey()));
            write(entry.getValue(), out);
        }
        out.writeEndObject();
    }

    private static String name(Object key) {
        return switch (key) {
            case Enum<?> constant -> EnumShape.of(constant).word(constant);
            case Record record
            when RecordShape.of(record.getClass()).isOneValue() ->
                String.valueOf(
                        RecordShape.of(record.getClass()).parts().getFirst().in(record));
            default -> key.toString();
        };
    }

    private void write(Iterable<?> elements, JsonGenerator out) {
        out.writeStartArray();
        for (Object element : elements) {
            write(element, out);
        }
        out.writeEndArray();
    }
}
