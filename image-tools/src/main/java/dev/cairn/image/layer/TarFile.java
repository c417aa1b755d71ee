package dev.cairn.image.layer;

import com.github.luben.zstd.ZstdInputStream;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens a tar for reading at any offset; a compressed one is decompressed once into a nameless file in the scratch folder. */
final class TarFile {
    private static final int XZ_MEMORY_KIB = 192 << 10;

    private enum Packing {
        NONE,
        GZIP,
        XZ,
        ZSTD
    }

    private TarFile() {}

    static FileChannel open(Path file, Path scratch, Progress progress) throws IOException {
        Packing packing = packing(file);
        if (packing == Packing.NONE) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        Path temporary = Files.createTempFile(scratch, ".cairn-layer-", ".tar");
        FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            decompress(file, packing, out, progress);
            return out;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    private static void decompress(Path file, Packing packing, FileChannel out, Progress progress) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long done = 0;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream in = unpacked(raw, packing, file)) {
            for (int count = read(in, buffer, file, done); count >= 0; count = read(in, buffer, file, done)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                done += count;
                progress.step("decompress", file.toString(), done, 0);
            }
        }
    }

    /** Errors of the decompressor speak of the input, not of this machine's disk. */
    private static int read(InputStream in, byte[] buffer, Path file, long done) {
        try {
            return in.read(buffer);
        } catch (EOFException e) {
            throw damaged(ImageProblem.TAR_TRUNCATED, file, "compressed data ends too early", done, e);
        } catch (IOException e) {
            boolean truncated = String.valueOf(e.getMessage()).contains("runcated");
            throw damaged(
                    truncated ? ImageProblem.TAR_TRUNCATED : ImageProblem.TAR_CORRUPT,
                    file,
                    "compressed data is damaged: " + e.getMessage(),
                    done,
                    e);
        }
    }

    private static InputStream unpacked(InputStream raw, Packing packing, Path file) {
        try {
            return switch (packing) {
                case NONE -> raw;
                case GZIP -> new GZIPInputStream(raw, 1 << 16);
                case XZ -> new XZInputStream(raw, XZ_MEMORY_KIB);
                case ZSTD -> new ZstdInputStream(raw);
            };
        } catch (IOException e) {
            throw damaged(ImageProblem.TAR_CORRUPT, file, "compressed data is damaged: " + e.getMessage(), 0, e);
        }
    }

    private static ImageException damaged(ImageProblem problem, Path file, String reason, long at, IOException cause) {
        return new ImageException(
                problem, "layers", file.toString(), Map.of("reason", reason, "offset", Long.toString(at)), cause);
    }

    private static Packing packing(Path file) throws IOException {
        byte[] magic = new byte[6];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(magic, 0, magic.length);
        }
        int first = ByteBuffer.wrap(magic).getInt();
        if (first >>> 16 == 0x1f8b) {
            return Packing.GZIP;
        }
        if (first == 0x28b52ffd) {
            return Packing.ZSTD;
        }
        return first == 0xfd377a58 && magic[4] == 0x5a && magic[5] == 0 ? Packing.XZ : Packing.NONE;
    }
}
