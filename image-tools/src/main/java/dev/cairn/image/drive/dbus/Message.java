package dev.cairn.image.drive.dbus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message (D-Bus Specification, "Message Protocol"). Its descriptors belong to whoever takes it from the connection. Immutable.
 *
 * @param fields the header's fields by their codes
 * @param values the body
 */
record Message(int type, int serial, Map<Integer, Object> fields, List<Object> values, List<Integer> descriptors) {
    static final int CALL = 1;
    static final int RETURN = 2;
    static final int ERROR = 3;

    static final int PATH = 1;
    static final int INTERFACE = 2;
    static final int MEMBER = 3;
    static final int ERROR_NAME = 4;
    static final int REPLY_SERIAL = 5;
    static final int DESTINATION = 6;
    static final int SENDER = 7;
    static final int SIGNATURE = 8;

    /** Bytes of the header that tell how long everything is. */
    static final int HEAD_BYTES = 16;

    /** The specification allows 128 MiB; nothing that is asked for here comes near this. */
    private static final int MAX_BYTES = 4 << 20;

    Message {
        fields = Map.copyOf(fields);
        values = List.copyOf(values);
        descriptors = List.copyOf(descriptors);
    }

    /** The bytes of a message that this side sends; paths, signatures and reply serials have types of their own. */
    static byte[] marshalled(int type, int serial, Map<Integer, ?> fields, byte[] body) {
        BodyWriter entries = new BodyWriter();
        new TreeMap<>(fields).forEach((code, value) -> field(entries.align(8).uint8(code), code, value));
        byte[] header = entries.bytes();
        return new BodyWriter()
                .uint8('l')
                .uint8(type)
                .uint8(0)
                .uint8(1)
                .uint32(body.length)
                .uint32(serial)
                .uint32(header.length)
                .raw(header)
                .align(8)
                .raw(body)
                .bytes();
    }

    private static void field(BodyWriter writer, int code, Object value) {
        switch (code) {
            case PATH -> writer.signature("o").string((String) value);
            case SIGNATURE -> writer.signature("g").signature((String) value);
            case REPLY_SERIAL -> writer.signature("u").uint32((Integer) value);
            default -> writer.signature("s").string((String) value);
        }
    }

    /** How many bytes follow the first {@link #HEAD_BYTES}. */
    static int remaining(ByteBuffer head) throws IOException {
        ByteBuffer ordered = ordered(head);
        long body = Integer.toUnsignedLong(ordered.getInt(4));
        long fields = Integer.toUnsignedLong(ordered.getInt(12));
        long all = (HEAD_BYTES + fields + 7) / 8 * 8 + body;
        if (all > MAX_BYTES) {
            throw new IOException("a message of " + all + " bytes on the bus");
        }
        return (int) all - HEAD_BYTES;
    }

    /** Throws where the bytes are no message. */
    static Message of(ByteBuffer all, List<Integer> descriptors) throws IOException {
        ByteBuffer bytes = ordered(all);
        Map<Integer, Object> fields = new TreeMap<>();
        BodyReader reader = new BodyReader(bytes.position(12));
        for (Object field : (List<?>) reader.values("a(yv)").getFirst()) {
            List<?> pair = (List<?>) field;
            fields.put(((Long) pair.get(0)).intValue(), pair.get(1));
        }
        reader.endHeader();
        String signature = String.valueOf(fields.getOrDefault(SIGNATURE, ""));
        return new Message(bytes.get(1), bytes.getInt(8), fields, reader.values(signature), descriptors);
    }

    private static ByteBuffer ordered(ByteBuffer message) throws IOException {
        return switch (message.get(0)) {
            case 'l' -> message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            case 'B' -> message.duplicate().order(ByteOrder.BIG_ENDIAN);
            default -> throw new IOException("what the bus sent is no message");
        };
    }

    String text(int field) {
        return String.valueOf(fields.getOrDefault(field, ""));
    }

    boolean answers(int call) {
        return (type == RETURN || type == ERROR)
                && Long.valueOf(Integer.toUnsignedLong(call)).equals(fields.get(REPLY_SERIAL));
    }
}
