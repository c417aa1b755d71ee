package dev.cairn.app.played;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the few kinds of tar entries that the played layers need (POSIX.1-1988 ustar, names up to 100 bytes). */
final class PlayedTar implements Closeable {
    private static final int BLOCK = 512;

    private final OutputStream out;

    PlayedTar(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    PlayedTar folder(String name) throws IOException {
        header(name + "/", '5', 0, 0755, "");
        return this;
    }

    PlayedTar link(String name, String target) throws IOException {
        header(name, '2', 0, 0777, target);
        return this;
    }

    PlayedTar file(String name, int mode, byte[] content) throws IOException {
        header(name, '0', content.length, mode, "");
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    PlayedTar file(String name, int mode, String content) throws IOException {
        return file(name, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }

    private void header(String name, char type, long size, int mode, String link) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, String.format("%07o", mode));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        out.write(header);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
