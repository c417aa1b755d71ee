package dev.cairn.image.drive.dbus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts values together as messages carry them, in little-endian (D-Bus Specification, "Marshaling"). One thread. */
public final class BodyWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Fills up with zeros to a multiple; structures and dictionary entries begin at multiples of 8. */
    public BodyWriter align(int multiple) {
        while (bytes.size() % multiple != 0) {
            bytes.write(0);
        }
        return this;
    }

    public BodyWriter uint8(int value) {
        bytes.write(value);
        return this;
    }

    public BodyWriter uint32(int value) {
        align(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(value >>> shift);
        }
        return this;
    }

    /** A string or an object path. */
    public BodyWriter string(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        uint32(text.length);
        bytes.writeBytes(text);
        bytes.write(0);
        return this;
    }

    public BodyWriter signature(String value) {
        bytes.write(value.length());
        bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        return this;
    }

    /** {@code a{sv}} with booleans, integers (unsigned where the caller says so by a Long) and strings as values. */
    public BodyWriter options(Map<String, ?> options) {
        BodyWriter entries = new BodyWriter();
        options.forEach((name, value) -> entries.align(8).string(name).variant(value));
        byte[] marshalled = entries.bytes();
        // Entries begin at a multiple of 8, so that they look alike wherever the array stands.
        return uint32(marshalled.length).align(8).raw(marshalled);
    }

    private void variant(Object value) {
        switch (value) {
            case Boolean flag -> signature("b").uint32(flag ? 1 : 0);
            case Integer number -> signature("i").uint32(number);
            case Long number -> signature("u").uint32(number.intValue());
            case String text -> signature("s").string(text);
            default -> throw new IllegalArgumentException("no variant of " + value.getClass());
        }
    }

    /** Bytes that are marshalled already. */
    BodyWriter raw(byte[] marshalled) {
        bytes.writeBytes(marshalled);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
