package dev.cairn.image.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes tars block by block, also such as no program here writes any more or ought to. */
final class TarMaker {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A ustar header that {@code changes} may alter before its checksum is made, followed by {@code data}. */
    TarMaker entry(String name, char type, byte[] data, Consumer<byte[]> changes) {
        byte[] block = new byte[512];
        text(block, 0, name);
        octal(block, 100, 8, 0644);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, data.length);
        octal(block, 136, 12, 1_000_000_000);
        block[156] = (byte) type;
        text(block, 257, "ustar");
        text(block, 263, "00");
        changes.accept(block);
        checksum(block);
        return raw(block).raw(data).raw(new byte[(512 - data.length % 512) % 512]);
    }

    TarMaker entry(String name, char type, byte[] data) {
        return entry(name, type, data, block -> {});
    }

    /** Pax records for the next entry; each is {@code KEY=VALUE}, one byte per character. */
    TarMaker pax(String... records) {
        return pax('x', records);
    }

    TarMaker pax(char type, String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int length = record.length() + 2;
            length += String.valueOf(length + 1).length();
            length = record.length() + 2 + String.valueOf(length).length();
            text.append(length).append(' ').append(record).append('\n');
        }
        return entry("pax", type, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    TarMaker raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        raw(new byte[1024]);
        return out.toByteArray();
    }

    Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    static void octal(byte[] block, int at, int length, long value) {
        text(block, at, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
    }

    static void checksum(byte[] block) {
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : block[i] & 0xff;
        }
        text(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    }
}
