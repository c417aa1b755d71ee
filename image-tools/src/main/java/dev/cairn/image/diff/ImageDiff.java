package dev.cairn.image.diff;

import com.github.luben.zstd.Zstd;
import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Computes what a site that holds one image needs for another. Stateless. */
public final class ImageDiff {
    /** {@code before} and {@code after} are images, or folders of bundles. */
    public DiffReport diff(Path before, Path after, Progress progress) {
        return diff(before, after, false, progress);
    }

    /** Like {@link #diff}, but leaves kernel and initrd aside. */
    public DiffReport diffRoots(Path before, Path after, Progress progress) {
        return diff(before, after, true, progress);
    }

    private static DiffReport diff(Path before, Path after, boolean rootsOnly, Progress progress) {
        try (SlotSide old = SlotSide.open(before);
                SlotSide now = SlotSide.open(after)) {
            if (rootsOnly) {
                old.keepRootOnly();
                now.keepRootOnly();
            }
            Set<String> has = new HashSet<>();
            old.parts().forEach(part -> part.file().chunks().forEach(chunk -> has.add(chunk.sha256())));
            byte[] manifest = now.manifest().toJson();
            long manifestBytes = Zstd.compress(manifest).length;
            Missing missing = missing(now, has, progress);
            long patch = patch(windows(old, now, has), progress);
            return new DiffReport(
                    old.manifest().release().digest(),
                    now.manifest().release().digest(),
                    now.bytes(),
                    manifestBytes,
                    missing.count,
                    missing.bytes + manifestBytes,
                    missing.packed + manifestBytes,
                    patch + manifestBytes,
                    whole(now, progress));
        } catch (IOException e) {
            throw ImageException.io("diff", after.toString(), e);
        }
    }

    /** All windows of a patch; pieces are read when a window is encoded, and only then. */
    static List<Window> windows(SlotSide old, SlotSide now, Set<String> has) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < now.parts().size(); i++) {
            new Windows(windows::add).part(now.parts().get(i), old.parts().get(i), has);
        }
        return windows;
    }

    private record Missing(int count, long bytes, long packed) {}

    private static Missing missing(SlotSide now, Set<String> has, Progress progress) throws IOException {
        Set<String> seen = new HashSet<>(has);
        int count = 0;
        long bytes = 0;
        long done = 0;
        try (CountedZstd packed = new CountedZstd()) {
            for (SlotSide.Part part : now.parts()) {
                long at = 0;
                for (Chunk chunk : part.file().chunks()) {
                    if (seen.add(chunk.sha256())) {
                        packed.add(part.bytes(), at, chunk.bytes());
                        count++;
                        bytes += chunk.bytes();
                    }
                    at += chunk.bytes();
                    done += chunk.bytes();
                    progress.step("compare chunks", part.name(), done, now.bytes());
                }
            }
            return new Missing(count, bytes, packed.finish());
        }
    }

    private static long patch(List<Window> windows, Progress progress) throws IOException {
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

    private static long whole(SlotSide now, Progress progress) throws IOException {
        long done = 0;
        try (CountedZstd packed = new CountedZstd()) {
            for (SlotSide.Part part : now.parts()) {
                for (long at = 0; at < part.file().bytes(); at += 1 << 20) {
                    int count = (int) Math.min(1 << 20, part.file().bytes() - at);
                    packed.add(part.bytes(), at, count);
                    done += count;
                    progress.step("compress", part.name(), done, now.bytes());
                }
            }
            return packed.finish();
        }
    }
}
