package dev.cairn.agent.content;

import dev.cairn.agent.update.ChunkStore;
import dev.cairn.agent.update.Parcel;
import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The content that the newest order names: what of it the node lacks, and its bytes from wherever they are: received chunks, image archives
 * that are placed already, charts of the content partition. Thread-safe.
 */
public final class OrderedContent implements Parcel {
    private static final long SPARE_BYTES = 64L << 20;

    private final Supplier<Optional<DesiredRelease>> order;
    private final ChunkStore store;
    private final PlacedItems placed;
    private final WantedContent partition;
    private volatile String inForce = "";

    /** {@code order} tells what the newest order desires; {@code partition} what the image brought. */
    public OrderedContent(
            Supplier<Optional<DesiredRelease>> order, ChunkStore store, PlacedItems placed, WantedContent partition) {
        this.order = order;
        this.store = store;
        this.placed = placed;
        this.partition = partition;
    }

    @Override
    public Optional<String> ordered() {
        return order.get().flatMap(release -> Optional.ofNullable(release.contentDigest()));
    }

    @Override
    public ChunkStore store() {
        return store;
    }

    @Override
    public List<MissingChunk> missing() throws IOException {
        Optional<String> digest = ordered();
        if (digest.isEmpty()) {
            return List.of();
        }
        Optional<ContentManifest> manifest = manifest(digest.get());
        if (manifest.isEmpty()) {
            long begun = store.begun(digest.get());
            return List.of(new MissingChunk(digest.get(), 0, begun == 0 ? null : begun));
        }
        List<MissingChunk> missing = missing(manifest.get());
        requireRoom(manifest.get(), missing);
        return missing;
    }

    /** Each chunk of items that are not placed and that is nowhere, once. */
    List<MissingChunk> missing(ContentManifest manifest) throws IOException {
        Map<String, Place> places = places();
        LinkedHashMap<String, Integer> lacking = new LinkedHashMap<>();
        for (ContentItem item : manifest.items()) {
            if (isPlaced(item)) {
                continue;
            }
            for (Chunk chunk : item.chunks()) {
                if (!store.has(chunk.sha256(), chunk.bytes()) && !places.containsKey(chunk.sha256())) {
                    lacking.putIfAbsent(chunk.sha256(), chunk.bytes());
                }
            }
        }
        return store.missing(lacking);
    }

    @Override
    public Map<String, Long> wanted() throws IOException {
        Map<String, Long> wanted = new HashMap<>();
        Optional<String> digest = ordered();
        if (digest.isPresent()) {
            wanted.put(digest.get(), (long) ChunkFrames.MOST_BYTES);
            manifest(digest.get())
                    .ifPresent(manifest -> manifest.items().stream()
                            .flatMap(item -> item.chunks().stream())
                            .forEach(chunk -> wanted.put(chunk.sha256(), (long) chunk.bytes())));
        }
        return wanted;
    }

    /** The manifest once it was received; {@link NodeProblem#CONTENT_DAMAGED} if it makes no sense. */
    Optional<ContentManifest> manifest(String digest) throws IOException {
        Optional<byte[]> bytes = store.read(digest);
        try {
            return bytes.map(json -> ContentManifest.parse(json, digest));
        } catch (ImageException malformed) {
            throw new ProtocolException(
                    NodeProblem.CONTENT_DAMAGED,
                    "content",
                    digest,
                    Map.of("reason", malformed.arguments().getOrDefault("reason", malformed.code())),
                    malformed);
        }
    }

    /** What was received under a digest, with its bytes from wherever they are. */
    public Optional<NodeContent> content(String digest) throws IOException {
        return manifest(digest).map(manifest -> new NodeContent(manifest, this::copy));
    }

    /** Says which received content is in force: what of it is placed is not sent again. */
    void inForce(String digest) {
        inForce = digest;
    }

    /** Forgets received chunks but the manifest and what is kept nowhere else: charts and manifests. */
    void keepOnly(String digest, ContentManifest manifest) throws IOException {
        Set<String> kept = new HashSet<>(Set.of(digest));
        manifest.items().stream()
                .filter(item -> item.type() != ContentType.IMAGES)
                .flatMap(item -> item.chunks().stream())
                .forEach(chunk -> kept.add(chunk.sha256()));
        store.retain(kept);
    }

    @Override
    public Reading open() throws IOException {
        Map<String, Place> places = places();
        return sha256 -> {
            Optional<byte[]> received = store.read(sha256);
            Place place = places.get(sha256);
            return received.isPresent() || place == null
                    ? received
                    : Optional.of(place.read()).filter(bytes -> Sha256.of(bytes).equals(sha256));
        };
    }

    private void copy(ContentItem item, OutputStream to) throws IOException {
        Reading here = open();
        for (Chunk chunk : item.chunks()) {
            to.write(here.read(chunk.sha256())
                    .orElseThrow(() -> new IOException(
                            "a chunk of " + item.name() + " is gone or damaged on this disk: " + chunk.sha256())));
        }
    }

    /** Where a chunk stands that need not be sent. */
    @FunctionalInterface
    private interface Place {
        byte[] read() throws IOException;
    }

    private Map<String, Place> places() throws IOException {
        Map<String, Place> places = new HashMap<>();
        Optional<NodeContent> image = partition.get();
        if (image.isPresent()) {
            places.put(image.get().digest(), () -> image.get().manifest().toJson());
            for (ContentItem item : image.get().manifest().items()) {
                if (item.type() == ContentType.IMAGES) {
                    addPlaced(item, places);
                } else {
                    places.put(item.sha256(), () -> small(image.get(), item));
                }
            }
        }
        if (!inForce.isEmpty()) {
            manifest(inForce).ifPresent(manifest -> manifest.items().forEach(item -> addPlaced(item, places)));
        }
        return places;
    }

    private static byte[] small(NodeContent content, ContentItem item) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        content.copy(item, whole);
        return whole.toByteArray();
    }

    private void addPlaced(ContentItem item, Map<String, Place> places) {
        Path file = placed.of(item).orElse(null);
        if (file == null || !isPlaced(item)) {
            return;
        }
        long offset = 0;
        for (Chunk chunk : item.chunks()) {
            long at = offset;
            places.putIfAbsent(chunk.sha256(), () -> read(file, at, chunk.bytes()));
            offset += chunk.bytes();
        }
    }

    private static byte[] read(Path file, long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(at);
            open.readFully(bytes);
        }
        return bytes;
    }

    private boolean isPlaced(ContentItem item) {
        return placed.of(item).filter(file -> isWhole(file, item)).isPresent();
    }

    private static boolean isWhole(Path file, ContentItem item) {
        try {
            return Files.size(file) == item.bytes();
        } catch (IOException missing) {
            return false;
        }
    }

    /** Chunks come first and the archives made of them then, before the chunks go. */
    private void requireRoom(ContentManifest manifest, List<MissingChunk> missing) throws IOException {
        long left = missing.stream().mapToLong(MissingChunk::left).sum();
        if (left == 0) {
            return;
        }
        long archives = manifest.items().stream()
                .filter(item -> item.type() == ContentType.IMAGES && !isPlaced(item))
                .mapToLong(ContentItem::bytes)
                .sum();
        long needed = left + archives + SPARE_BYTES;
        long free = store.room();
        if (free < needed) {
            throw new ProtocolException(
                    NodeProblem.SPACE_INSUFFICIENT,
                    "content",
                    "the data partition",
                    Map.of("needed", String.valueOf(needed), "free", String.valueOf(free)));
        }
    }
}
