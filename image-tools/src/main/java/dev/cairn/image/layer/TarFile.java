package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Opens a tar for reading at any offset; a compressed one is decompressed once into a nameless file in the scratch folder. */
final class TarFile {
    private TarFile() {}

    static FileChannel open(Path file, Path scratch, Progress progress) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean keep = false;
        try {
            Region stored = Region.whole(channel);
            Packing packing = Packing.of(stored);
            keep = packing == Packing.NONE;
            return keep ? channel : decompressed(stored, packing, file.toString(), scratch, progress);
        } finally {
            if (!keep) {
                channel.close();
            }
        }
    }

    /** The same for a tar inside of an open file, which stays open; what is opened besides goes to {@code channels}. */
    static Region open(Region stored, String name, Path scratch, List<FileChannel> channels, Progress progress)
            throws IOException {
        Packing packing = Packing.of(stored);
        if (packing == Packing.NONE) {
            return stored;
        }
        FileChannel channel = decompressed(stored, packing, name, scratch, progress);
        channels.add(channel);
        return Region.whole(channel);
    }

    private static FileChannel decompressed(
            Region stored, Packing packing, String name, Path scratch, Progress progress) throws IOException {
        Path temporary = Files.createTempFile(scratch, ".cairn-layer-", ".tar");
        FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            decompress(stored, packing, name, out, progress);
            return out;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    private static void decompress(Region stored, Packing packing, String name, FileChannel out, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 18];
        long done = 0;
        try (InputStream raw = new BufferedInputStream(new RegionStream(stored), 1 << 16);
                InputStream in = unpacked(raw, packing, name)) {
            for (int count = read(in, buffer, name, done); count >= 0; count = read(in, buffer, name, done)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                done += count;
                progress.step("decompress", name, done, 0);
            }
        }
    }

    /** Errors of the decompressor speak of the input, not of this machine's disk. */
    private static int read(InputStream in, byte[] buffer, String name, long done) {
        try {
            return in.read(buffer);
        } catch (EOFException e) {
            throw damaged(ImageProblem.TAR_TRUNCATED, name, "compressed data ends too early", done, e);
        } catch (IOException e) {
            boolean truncated = String.valueOf(e.getMessage()).contains("runcated");
            throw damaged(
                    truncated ? ImageProblem.TAR_TRUNCATED : ImageProblem.TAR_CORRUPT,
                    name,
                    "compressed data is damaged: " + e.getMessage(),
                    done,
                    e);
        }
    }

    private static InputStream unpacked(InputStream raw, Packing packing, String name) {
        try {
            return packing.open(raw);
        } catch (IOException e) {
            throw damaged(ImageProblem.TAR_CORRUPT, name, "compressed data is damaged: " + e.getMessage(), 0, e);
        }
    }

    private static ImageException damaged(
            ImageProblem problem, String name, String reason, long at, IOException cause) {
        return new ImageException(
                problem, "layers", name, Map.of("reason", reason, "offset", Long.toString(at)), cause);
    }
}
