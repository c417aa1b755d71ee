package dev.cairn.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * JSON in the one form that is signed: RFC 8785 (JSON Canonicalization Scheme). Names in order of their UTF-16 code units, no
 * white space, numbers as ECMAScript prints them. Integers beyond 2^53 are refused, since not every reader would keep them.
 */
public final class CanonicalJson {
    private static final long MOST_INTEGER = 1L << 53;

    private CanonicalJson() {}

    /** The canonical UTF-8 bytes of a value that Jackson can write. */
    public static byte[] bytes(Object value) {
        StringBuilder out = new StringBuilder();
        write(ProtocolJson.tree(value), out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> quote(node.stringValue(), out);
            case BINARY -> quote(node.asString(), out);
            case NUMBER -> out.append(number(node));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case MISSING, POJO -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        String separator = "{";
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator);
            quote(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonNode node, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(node.get(i), out);
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

    private static String number(JsonNode node) {
        if (node.isIntegralNumber()) {
            if (!node.canConvertToLong() || Math.abs(node.longValue()) > MOST_INTEGER) {
                throw new IllegalArgumentException("integer beyond 2^53");
            }
            return Long.toString(node.longValue());
        }
        return EcmaScriptNumber.text(node.doubleValue());
    }
}
