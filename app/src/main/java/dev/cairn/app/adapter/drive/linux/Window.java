package dev.cairn.app.adapter.drive.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A stretch of a device that was read once; what lies beyond the end of the device reads as zeros. */
final class Window {
    private final byte[] bytes;

    private Window(byte[] bytes) {
        this.bytes = bytes;
    }

    static Window read(FileChannel device, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (offset >= 0 && buffer.hasRemaining()) {
            if (device.read(buffer, offset + buffer.position()) < 0) {
                break;
            }
        }
        return new Window(buffer.array());
    }

    boolean has(int at, String magic) {
        return has(at, magic.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean has(int at, byte[] magic) {
        return at + magic.length <= bytes.length && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
    }

    int byteAt(int at) {
        return bytes[at] & 0xff;
    }

    int intAt(int at, ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order).getInt(at);
    }

    long longAt(int at, ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order).getLong(at);
    }

    byte[] copy(int at, int length) {
        return Arrays.copyOfRange(bytes, at, at + length);
    }
}
