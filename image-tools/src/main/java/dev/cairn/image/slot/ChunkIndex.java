package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Cuts a file into chunks and hashes them; the hash of the whole file is made beside them on a second thread. Stateless. */
final class ChunkIndex {
    private ChunkIndex() {}

    static SlotManifest.SlotFile of(Path file, Progress progress) throws IOException {
        CompletableFuture<String> whole = CompletableFuture.supplyAsync(
                () -> wholeFile(file),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("hash-" + file.getFileName())
                        .start(task));
        List<SlotManifest.Chunk> chunks = new ArrayList<>();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest digest = Sha256.start();
            ByteBuffer buffer = ByteBuffer.allocateDirect(SlotManifest.CHUNK_BYTES);
            long size = channel.size();
            while (fill(channel, buffer)) {
                int length = buffer.remaining();
                digest.update(buffer);
                chunks.add(new SlotManifest.Chunk(Sha256.finish(digest), length));
                bytes += length;
                progress.step("hash", file.toString(), bytes, size);
            }
        }
        try {
            return new SlotManifest.SlotFile(bytes, whole.join(), chunks);
        } catch (CompletionException e) {
            throw new IOException("hashing " + file + " failed", e);
        }
    }

    private static String wholeFile(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest digest = Sha256.start();
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
            while (fill(channel, buffer)) {
                digest.update(buffer);
            }
            return Sha256.finish(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the buffer unless the file ends; false when nothing was left. */
    private static boolean fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
            count = channel.read(buffer);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }
}
