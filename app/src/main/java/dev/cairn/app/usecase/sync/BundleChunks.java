package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Pace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Finds a bundle's chunks in its files, and gives them out no faster than it may. Safe for use by many threads. */
public final class BundleChunks implements ChunkSource {
    /**
     * Chunks, of 64 KiB as a rule, that one command sends: so many that the line seldom stands still between two, and so few that a node says now and then
     * how far it is.
     */
    private static final int PORTION = 4096;

    private final SlotBundle bundle;
    private final Optional<ContentBundle> content;
    private final List<Pace> paces;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(Path file, long offset, int bytes) {}

    /** Of a bundle alone; {@code paces} are kept all at once. */
    public BundleChunks(SlotBundle bundle, List<Pace> paces) {
        this(bundle, Optional.empty(), Path::of, paces);
    }

    /** Of a bundle and what runs in Kubernetes beside it; {@code artifact} finds the file of a SHA-256. */
    BundleChunks(
            SlotBundle bundle, Optional<ContentBundle> content, Function<String, Path> artifact, List<Pace> paces) {
        this.bundle = bundle;
        this.content = content;
        this.paces = List.copyOf(paces);
        add(bundle.root(), bundle.manifest().files().root());
        add(bundle.kernel(), bundle.manifest().files().kernel());
        add(bundle.initrd(), bundle.manifest().files().initrd());
        content.ifPresent(found ->
                found.manifest().items().forEach(item -> add(artifact.apply(item.sha256()), item.chunks())));
    }

    /** The content digest, if there is content. */
    Optional<Digest> content() {
        return content.map(found -> new Digest(found.digest()));
    }

    /** The bundle's digest, then that of the content: what a node is asked about, in this order. */
    List<Digest> manifests() {
        return content().map(found -> List.of(digest(), found)).orElseGet(() -> List.of(digest()));
    }

    SlotBundle bundle() {
        return bundle;
    }

    /** What runs in Kubernetes beside the bundle, if there is anything. */
    Optional<ContentBundle> beside() {
        return content;
    }

    Digest digest() {
        return new Digest(bundle.digest());
    }

    /** Sends what a node lacks, in portions; {@code sent} hears of the bytes. */
    public void send(List<ChunkRef> missing, NodeLink link, LongConsumer sent) {
        for (int from = 0; from < missing.size(); from += PORTION) {
            link.putChunks(missing.subList(from, Math.min(from + PORTION, missing.size())), this, sent);
        }
    }

    @Override
    public Reading open() {
        return new OpenFile();
    }

    /** Keeps the file of the last chunk open: chunks are asked for in the order of the files. */
    private final class OpenFile implements Reading {
        private @Nullable Path path;
        private @Nullable RandomAccessFile file;

        @Override
        public byte[] read(Digest sha256) throws IOException {
            byte[] chunk = chunk(sha256);
            for (Pace pace : paces) {
                Pause.exactly(pace.take(chunk.length));
            }
            return chunk;
        }

        private byte[] chunk(Digest sha256) throws IOException {
            if (sha256.hex().equals(bundle.digest())) {
                return bundle.manifestBytes();
            }
            if (content.filter(found -> found.digest().equals(sha256.hex())).isPresent()) {
                return content.get().manifest().toJson();
            }
            Place place = places.get(sha256.hex());
            if (place == null) {
                throw new IOException("the bundle has no chunk " + sha256);
            }
            byte[] bytes = new byte[place.bytes()];
            RandomAccessFile from = file(place.file());
            from.seek(place.offset());
            from.readFully(bytes);
            return bytes;
        }

        private RandomAccessFile file(Path wanted) throws IOException {
            RandomAccessFile open = file;
            if (open == null || !wanted.equals(path)) {
                close();
                open = new RandomAccessFile(wanted.toFile(), "r");
                file = open;
                path = wanted;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            RandomAccessFile open = file;
            file = null;
            if (open != null) {
                open.close();
            }
        }
    }

    private void add(Path file, SlotManifest.SlotFile parts) {
        add(file, parts.chunks());
    }

    private void add(Path file, List<SlotManifest.Chunk> chunks) {
        long offset = 0;
        for (SlotManifest.Chunk chunk : chunks) {
            places.putIfAbsent(chunk.sha256(), new Place(file, offset, chunk.bytes()));
            offset += chunk.bytes();
        }
    }
}
