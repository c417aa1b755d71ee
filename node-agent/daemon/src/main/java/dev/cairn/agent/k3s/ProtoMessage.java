package dev.cairn.agent.k3s;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the wire format of protocol buffers (protobuf.dev, "Encoding"), as far as etcd's calls need it: varints and bytes.
 * Fields of other kinds are skipped. Immutable.
 */
record ProtoMessage(List<Field> fields) {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    record Field(int number, long value, byte[] bytes) {}

    ProtoMessage {
        fields = List.copyOf(fields);
    }

    static ProtoMessage of(Field... fields) {
        return new ProtoMessage(List.of(fields));
    }

    static Field number(int number, long value) {
        return new Field(number, value, new byte[0]);
    }

    static Field text(int number, String value) {
        return new Field(number, 0, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what a peer sent; refused if it ends too early. */
    static ProtoMessage read(byte[] message) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(message);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case VARINT -> fields.add(number(number, varint(in)));
                case BYTES -> fields.add(new Field(number, 0, take(in, varint(in))));
                case FIXED_64 -> take(in, 8);
                case FIXED_32 -> take(in, 4);
                default -> throw new IOException("etcd's answer has a field of an unknown kind");
            }
        }
        return new ProtoMessage(fields);
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            boolean bytes = field.bytes().length > 0;
            varint(out, (long) field.number() << 3 | (bytes ? BYTES : VARINT));
            varint(out, bytes ? field.bytes().length : field.value());
            out.writeBytes(field.bytes());
        }
        return out.toByteArray();
    }

    /** A number, 0 if it is not there, as the format has it. */
    long number(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .mapToLong(Field::value)
                .reduce(0, (first, last) -> last);
    }

    /** Every text with this number. */
    List<String> texts(int number) {
        return bytes(number).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** Every message with this number. */
    List<ProtoMessage> messages(int number) throws IOException {
        List<ProtoMessage> read = new ArrayList<>();
        for (byte[] bytes : bytes(number)) {
            read.add(read(bytes));
        }
        return read;
    }

    private List<byte[]> bytes(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(Field::bytes)
                .toList();
    }

    private static byte[] take(ByteBuffer in, long length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("etcd's answer ends too early");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IOException("etcd's answer ends too early");
            }
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("etcd's answer has a number that is too long");
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
