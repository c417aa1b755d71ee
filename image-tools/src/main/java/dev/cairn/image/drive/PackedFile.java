package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a compressed file as they stand on the disk, whose read errors no unpacker takes for damage: they are ImageExceptions. One thread. */
final class PackedFile extends InputStream {
    private final Path file;
    private final InputStream in;

    PackedFile(Path file) {
        this.file = file;
        try {
            this.in = Files.newInputStream(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ImageException failed(IOException e) {
        return ImageException.io("unpack", file.toString(), e);
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] into, int from, int most) {
        try {
            return in.read(into, from, most);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
