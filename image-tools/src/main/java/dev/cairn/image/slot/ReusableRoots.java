package dev.cairn.image.slot;

import dev.cairn.image.Aside;
import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.EarlierData;
import dev.cairn.image.squashfs.WrittenRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the earlier root that has the most layers in common with a request. The cache holds the record of each root under the key of all
 * its layers, and for each beginning of them the key of the newest root that begins so. Belongs to one thread.
 */
final class ReusableRoots implements AutoCloseable {
    private final @Nullable EarlierRoot root;
    private Optional<Aside<ChunkIndex.Known>> known = Optional.empty();

    private ReusableRoots(@Nullable EarlierRoot root) {
        this.root = root;
    }

    static ReusableRoots open(SlotRequest request) throws IOException {
        Optional<Reuse> reuse = request.reuse();
        if (reuse.isEmpty()) {
            return new ReusableRoots(null);
        }
        List<String> keys = LayerChain.keys(request.layers(), request.compression(), reuse.get());
        for (int layers = keys.size(); layers > 0; layers--) {
            Optional<EarlierRoot> found = find(keys.get(layers - 1), layers, reuse.get());
            if (found.isPresent()) {
                return new ReusableRoots(found.get());
            }
        }
        return new ReusableRoots(null);
    }

    private static Optional<EarlierRoot> find(String key, int layers, Reuse reuse) throws IOException {
        Optional<ContentRecord> record = record(key, reuse.cache()::get);
        return record.isEmpty() ? Optional.empty() : EarlierRoot.open(record.get(), layers, reuse);
    }

    /** True when a root that begins with the layers of this key can be taken over; leaves everything as it is. */
    static boolean has(String key, Reuse reuse) throws IOException {
        Optional<ContentRecord> record = record(key, reuse.cache()::peek);
        return record.isPresent()
                && record.get().stamp().isOf(record.get().folder().resolve(SlotBundle.ROOT));
    }

    private static Optional<ContentRecord> record(String key, Function<String, Optional<byte[]>> cache) {
        return cache.apply(key)
                .flatMap(name -> cache.apply(new String(name, StandardCharsets.US_ASCII)))
                .flatMap(ContentRecord::parse);
    }

    /** Notes a root that was just built. */
    static void remember(
            SlotRequest request, FileStamp stamp, WrittenRoot written, IntUnaryOperator layerOf, Reuse reuse) {
        List<String> keys = LayerChain.keys(request.layers(), request.compression(), reuse);
        if (keys.isEmpty()) {
            return;
        }
        String name = LayerChain.recordKey(keys.getLast(), request.folder());
        reuse.cache()
                .put(
                        name,
                        ContentRecord.of(
                                        request.folder(),
                                        stamp,
                                        written,
                                        request.layers().size(),
                                        layerOf,
                                        reuse)
                                .toBytes());
        keys.forEach(key -> reuse.cache().put(key, name.getBytes(StandardCharsets.US_ASCII)));
    }

    EarlierData data() {
        return root == null ? EarlierData.NONE : root;
    }

    /** Begins to put what will be taken over into the new root; see {@link EarlierRoot#copyInto}. */
    void copyInto(Path file, LongConsumer copied) throws IOException {
        if (root != null) {
            root.copyInto(file, copied);
        }
    }

    /** Bytes that were put into the new root so far. */
    long copiedBytes() {
        return root == null ? 0 : root.copiedBytes();
    }

    /** Waits until all that is taken over is in its place. */
    void await(String element, Progress progress) throws IOException {
        if (root != null) {
            root.await(element, progress);
        }
    }

    /** Begins to read what is known of the earlier root, for {@link #known}. */
    void readAhead() {
        if (root != null) {
            known = Optional.of(Aside.start("earlier-index", () -> read(root)));
        }
    }

    /** What is known of the earlier root, which is the same up to here. */
    ChunkIndex.Known known(long sameUntil) throws IOException {
        return known.isEmpty() ? ChunkIndex.Known.NOTHING : known.get().await().upTo(sameUntil);
    }

    private static ChunkIndex.Known read(EarlierRoot root) throws IOException {
        Path folder = root.record().folder();
        Optional<RootRanges> ranges = RootRanges.of(folder);
        if (ranges.isEmpty() || !Files.exists(folder.resolve(SlotBundle.MANIFEST))) {
            return ChunkIndex.Known.NOTHING;
        }
        try {
            SlotManifest manifest =
                    SlotManifest.parse(Files.readAllBytes(folder.resolve(SlotBundle.MANIFEST)), folder.toString());
            return new ChunkIndex.Known(
                    manifest.files().root().chunks(), ranges.get().sha256(), 0);
        } catch (ImageException malformed) {
            return ChunkIndex.Known.NOTHING;
        }
    }

    @Override
    public void close() throws IOException {
        known.ifPresent(Aside::close);
        if (root != null) {
            root.close();
        }
    }
}
