package dev.cairn.image.drive.dbus;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes values out of messages by their signature (D-Bus Specification, "Marshaling"): numbers and indexes of descriptors as Long, doubles as
 * their bits, texts, paths and signatures as String, arrays and structures as lists, dictionaries as maps, variants as what they hold. One thread.
 */
final class BodyReader {
    private static final int DEEPEST = 64;

    private final ByteBuffer bytes;

    /** {@code bytes} has the order of its message, and begins at a multiple of 8 of it. */
    BodyReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** One value for each complete type of the signature. */
    List<Object> values(String signature) throws IOException {
        List<Object> found = new ArrayList<>();
        try {
            Signature types = new Signature(signature);
            while (!types.ended()) {
                found.add(value(types.next(), 0));
            }
            return found;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("a message on the bus is damaged", e);
        }
    }

    /** The header is filled up, so that the body begins at a multiple of 8. */
    void endHeader() throws IOException {
        try {
            align(Long.BYTES);
        } catch (IllegalArgumentException e) {
            throw new IOException("a message on the bus is damaged", e);
        }
    }

    private void align(int multiple) {
        bytes.position((bytes.position() + multiple - 1) / multiple * multiple);
    }

    private Object value(String type, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        return switch (type.charAt(0)) {
            case 'y' -> (long) Byte.toUnsignedInt(bytes.get());
            case 'n' -> (long) aligned(Short.BYTES).getShort();
            case 'q' -> (long) Short.toUnsignedInt(aligned(Short.BYTES).getShort());
            case 'b' -> aligned(Integer.BYTES).getInt() != 0;
            case 'i' -> (long) aligned(Integer.BYTES).getInt();
            case 'u', 'h' -> Integer.toUnsignedLong(aligned(Integer.BYTES).getInt());
            case 'x', 't', 'd' -> aligned(Long.BYTES).getLong();
            case 's', 'o' -> text(aligned(Integer.BYTES).getInt());
            case 'g' -> text(Byte.toUnsignedInt(bytes.get()));
            case 'v' -> value(new Signature(text(Byte.toUnsignedInt(bytes.get()))).only(), depth + 1);
            case '(' -> structure(type, depth);
            case 'a' -> type.charAt(1) == '{' ? dictionary(type, depth) : array(type.substring(1), depth);
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private ByteBuffer aligned(int multiple) {
        align(multiple);
        return bytes;
    }

    private String text(int length) {
        if (length < 0 || length >= bytes.remaining()) {
            throw new IllegalArgumentException("a text is longer than its message");
        }
        byte[] text = new byte[length];
        bytes.get(text).get();
        return new String(text, StandardCharsets.UTF_8);
    }

    private List<Object> structure(String type, int depth) {
        align(8);
        List<Object> fields = new ArrayList<>();
        Signature types = new Signature(type.substring(1, type.length() - 1));
        while (!types.ended()) {
            fields.add(value(types.next(), depth + 1));
        }
        return fields;
    }

    private List<Object> array(String element, int depth) {
        int end = beginArray(element);
        List<Object> items = new ArrayList<>();
        while (bytes.position() < end) {
            items.add(value(element, depth + 1));
        }
        return items;
    }

    private Map<Object, Object> dictionary(String type, int depth) {
        Signature pair = new Signature(type.substring(2, type.length() - 1));
        String key = pair.next();
        String held = pair.only();
        int end = beginArray("(");
        Map<Object, Object> entries = new LinkedHashMap<>();
        while (bytes.position() < end) {
            align(8);
            Object name = value(key, depth + 1);
            entries.put(name, value(held, depth + 1));
        }
        return entries;
    }

    /** Where the array ends; the padding before its first element is not part of its length. */
    private int beginArray(String element) {
        int length = aligned(Integer.BYTES).getInt();
        align(Signature.alignment(element));
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("an array is longer than its message");
        }
        return bytes.position() + length;
    }
}
