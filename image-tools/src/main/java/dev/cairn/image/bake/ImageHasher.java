package dev.cairn.image.bake;

import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Hashes an image twice at once: each mapped range, and the whole with zeros for the holes. Stateless. */
final class ImageHasher {
    static final int RANGE_BYTES = 1 << 20;

    private ImageHasher() {}

    record Hashes(String whole, List<ImageManifest.Range> ranges) {}

    static Hashes hash(FileChannel channel, long size, List<Extent> extents, String element, Progress progress)
            throws IOException {
        List<Extent> pieces = cut(extents);
        CompletableFuture<String> whole = CompletableFuture.supplyAsync(
                () -> whole(channel, size, pieces),
                task -> Thread.ofPlatform().daemon().name("hash-image").start(task));
        long total = pieces.stream().mapToLong(Extent::bytes).sum();
        long done = 0;
        List<ImageManifest.Range> ranges = new ArrayList<>();
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(RANGE_BYTES);
        for (Extent piece : pieces) {
            digest.update(read(channel, piece, buffer));
            ranges.add(new ImageManifest.Range(
                    piece.offset(), (int) piece.bytes(), Sha256.finish(digest), piece.partition()));
            done += piece.bytes();
            progress.step("hash", element, done, total);
        }
        try {
            return new Hashes(whole.join(), ranges);
        } catch (CompletionException e) {
            throw new IOException("hashing failed", e);
        }
    }

    /** Cuts extents at multiples of 1 MiB. */
    private static List<Extent> cut(List<Extent> extents) {
        List<Extent> pieces = new ArrayList<>();
        for (Extent extent : extents) {
            long end = extent.offset() + extent.bytes();
            for (long at = extent.offset(); at < end; ) {
                long next = Math.min(end, (at / RANGE_BYTES + 1) * RANGE_BYTES);
                pieces.add(new Extent(at, next - at, extent.partition()));
                at = next;
            }
        }
        return pieces;
    }

    private static String whole(FileChannel channel, long size, List<Extent> pieces) {
        try {
            MessageDigest digest = Sha256.start();
            ByteBuffer buffer = ByteBuffer.allocateDirect(RANGE_BYTES);
            byte[] zeros = new byte[1 << 16];
            long at = 0;
            for (Extent piece : pieces) {
                updateZeros(digest, zeros, piece.offset() - at);
                digest.update(read(channel, piece, buffer));
                at = piece.offset() + piece.bytes();
            }
            updateZeros(digest, zeros, size - at);
            return Sha256.finish(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void updateZeros(MessageDigest digest, byte[] zeros, long count) {
        for (long left = count; left > 0; left -= zeros.length) {
            digest.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    private static ByteBuffer read(FileChannel channel, Extent piece, ByteBuffer buffer) throws IOException {
        buffer.clear().limit((int) piece.bytes());
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, piece.offset() + buffer.position()) < 0) {
                throw new IOException("the image is shorter than " + piece.offset());
            }
        }
        return buffer.flip();
    }
}
