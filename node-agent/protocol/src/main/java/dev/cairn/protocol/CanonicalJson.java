package dev.cairn.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that is signed: RFC 8785 (JSON Canonicalization Scheme). Names in order of their UTF-16 code units, no
 * white space, numbers as ECMAScript prints them. Integers beyond 2^53 are refused, since not every reader would keep them.
 */
public final class CanonicalJson {
    private static final long MOST_INTEGER = 1L << 53;

    private CanonicalJson() {}

    /** The canonical UTF-8 bytes of a value that {@link ProtocolJson} can write. */
    public static byte[] bytes(Object value) {
        StringBuilder out = new StringBuilder();
        write(ProtocolJson.tree(value), out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> fields -> writeObject(fields, out);
            case List<?> elements -> writeArray(elements, out);
            case String text -> quote(text, out);
            case Boolean truth -> out.append(truth.booleanValue());
            case Number number -> out.append(number(number));
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void writeObject(Map<?, ?> fields, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : new TreeMap<>(fields).entrySet()) {
            out.append(separator);
            quote((String) entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append(fields.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(List<?> elements, StringBuilder out) {
        String separator = "";
        out.append('[');
        for (Object element : elements) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    /** RFC 8785 section 3.2.2.2. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static String number(Number number) {
        if (number instanceof Double fraction) {
            return EcmaScriptNumber.text(fraction);
        }
        if (!(number instanceof Long integer) || Math.abs(integer) > MOST_INTEGER) {
            throw new IllegalArgumentException("integer beyond 2^53");
        }
        return integer.toString();
    }
}
