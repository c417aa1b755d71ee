package dev.cairn.image.diff;

import com.github.luben.zstd.Zstd;
import dev.cairn.image.Progress;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Compares the parts of two sides that are looked for in each other. Belongs to one thread, which has helpers. */
final class PartsDiff {
    private final List<Part> before;
    private final List<Part> now;
    private final Progress progress;
    private final Set<String> has = new HashSet<>();
    private final long newBytes;

    PartsDiff(List<Part> before, List<Part> now, Progress progress) {
        this.before = List.copyOf(before);
        this.now = List.copyOf(now);
        this.progress = progress;
        before.forEach(part -> part.chunks().forEach(chunk -> has.add(chunk.sha256())));
        newBytes = now.stream().mapToLong(Part::length).sum();
    }

    /** {@code manifest} is sent along; it is empty when the one that is there stays in force. */
    Cost cost(byte[] manifest) throws IOException {
        long manifestBytes = manifest.length == 0 ? 0 : Zstd.compress(manifest).length;
        Missing missing = missing();
        return new Cost(
                newBytes,
                manifestBytes,
                missing.count,
                missing.bytes + manifestBytes,
                missing.packed.isPresent()
                        ? OptionalLong.of(missing.packed.getAsLong() + manifestBytes)
                        : OptionalLong.empty(),
                patch(missing.count, manifestBytes),
                readable(now) ? OptionalLong.of(whole()) : OptionalLong.empty());
    }

    private OptionalLong patch(int missing, long manifestBytes) throws IOException {
        if (missing == 0) {
            return OptionalLong.of(manifestBytes);
        }
        return readable(before) && readable(now)
                ? OptionalLong.of(patch(windows()) + manifestBytes)
                : OptionalLong.empty();
    }

    private static boolean readable(List<Part> parts) {
        return parts.stream().allMatch(part -> part.data().isPresent());
    }

    /** All windows of a patch; pieces are read when a window is encoded, and only then. */
    List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (Part part : now) {
            new Windows(windows::add)
                    .part(
                            part,
                            before.stream()
                                    .filter(old -> old.name().equals(part.name()))
                                    .findFirst(),
                            has);
        }
        return windows;
    }

    private record Missing(int count, long bytes, OptionalLong packed) {}

    private Missing missing() throws IOException {
        Set<String> seen = new HashSet<>(has);
        boolean readable = readable(now);
        int count = 0;
        long bytes = 0;
        long done = 0;
        try (CountedZstd packed = new CountedZstd()) {
            for (Part part : now) {
                long at = 0;
                for (Chunk chunk : part.chunks()) {
                    if (seen.add(chunk.sha256())) {
                        if (readable) {
                            packed.add(part.bytes(), at, chunk.bytes());
                        }
                        count++;
                        bytes += chunk.bytes();
                    }
                    at += chunk.bytes();
                    done += chunk.bytes();
                    progress.step("compare chunks", part.name(), done, newBytes);
                }
            }
            if (count == 0) {
                return new Missing(0, 0, OptionalLong.of(0));
            }
            return new Missing(count, bytes, readable ? OptionalLong.of(packed.finish()) : OptionalLong.empty());
        }
    }

    private long patch(List<Window> windows) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        int threads =
                Math.clamp(windows.size(), 1, Math.min(2, Runtime.getRuntime().availableProcessors()));
        List<CompletableFuture<Void>> helpers = IntStream.range(1, threads)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> encode(windows, next, bytes, Progress.NONE),
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("patch-" + number)
                                .start(task)))
                .toList();
        try {
            encode(windows, next, bytes, progress);
            helpers.forEach(CompletableFuture::join);
        } catch (CompletionException | UncheckedIOException e) {
            throw new IOException("patching failed", e);
        } finally {
            // Lets the helpers end soon when this thread was stopped.
            next.set(windows.size());
        }
        return bytes.get();
    }

    private static void encode(List<Window> windows, AtomicInteger next, AtomicLong bytes, Progress progress) {
        for (int i = next.getAndIncrement(); i < windows.size(); i = next.getAndIncrement()) {
            try {
                bytes.addAndGet(windows.get(i).cost());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.step("patch", "windows", i + 1, windows.size());
        }
    }

    private long whole() throws IOException {
        long done = 0;
        try (CountedZstd packed = new CountedZstd()) {
            for (Part part : now) {
                long length = part.length();
                for (long at = 0; at < length; at += 1 << 20) {
                    int count = (int) Math.min(1 << 20, length - at);
                    packed.add(part.bytes(), at, count);
                    done += count;
                    progress.step("compress", part.name(), done, newBytes);
                }
            }
            return packed.finish();
        }
    }
}
