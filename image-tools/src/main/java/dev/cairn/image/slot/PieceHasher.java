package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hashes pieces of a file, of at most 1 MiB each, on all processors. Stateless. */
final class PieceHasher {
    /** Pieces that one thread takes at a time. */
    private static final int PORTION = 32;

    private PieceHasher() {}

    /** The SHA-256 of each piece, in their order. */
    static List<String> hash(FileChannel file, List<Chunking.Span> pieces, String element, Progress progress)
            throws IOException {
        String[] digests = new String[pieces.size()];
        AtomicInteger next = new AtomicInteger();
        int threads = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), pieces.size() / PORTION));
        Runnable work = () -> {
            One one = new One(file);
            for (int from = next.getAndAdd(PORTION); from < digests.length; from = next.getAndAdd(PORTION)) {
                for (int i = from; i < Math.min(from + PORTION, digests.length); i++) {
                    digests[i] = one.unchecked(pieces.get(i));
                }
            }
        };
        List<CompletableFuture<Void>> helpers = IntStream.range(1, threads)
                .mapToObj(number -> CompletableFuture.runAsync(
                        work,
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("hash-" + number)
                                .start(task)))
                .toList();
        try {
            work.run();
            helpers.forEach(CompletableFuture::join);
        } catch (CompletionException | UncheckedIOException e) {
            throw new IOException("hashing " + element + " failed", e);
        }
        long bytes = pieces.stream().mapToLong(Chunking.Span::bytes).sum();
        progress.step("hash", element, bytes, bytes);
        return Stream.of(digests).toList();
    }

    /** Hashes one piece after the other. One thread. */
    static final class One {
        private final FileChannel file;
        private final MessageDigest digest = Sha256.start();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(SlotManifest.MAX_CHUNK_BYTES);

        One(FileChannel file) {
            this.file = file;
        }

        String digest(Chunking.Span piece) throws IOException {
            buffer.clear().limit((int) piece.bytes());
            Region.whole(file).read(piece.offset(), buffer);
            digest.update(buffer.flip());
            return Sha256.finish(digest);
        }

        private String unchecked(Chunking.Span piece) {
            try {
                return digest(piece);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
