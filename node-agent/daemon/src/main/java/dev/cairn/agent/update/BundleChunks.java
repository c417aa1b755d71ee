package dev.cairn.agent.update;

import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.ImageException;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the chunks of a bundle come from: those received, and those that the running slot holds. Thread-safe. */
public final class BundleChunks {
    private final ChunkStore store;
    private final @Nullable RunningSlot running;
    private final ChunkSources sources = new ChunkSources();
    private volatile SoftReference<Parsed> newest = new SoftReference<>(null);

    /** A manifest of thousands of chunks, which each command about them needs; given up when memory is wanted. */
    private record Parsed(String digest, int bytes, SlotManifest manifest) {}

    /** {@code booted} is null when nothing can be reused. */
    public BundleChunks(ChunkStore store, @Nullable SlotName booted, SlotStore slots, BootLoaderEntries entries) {
        this.store = store;
        this.running = booted == null ? null : RunningSlot.index(booted, slots, entries);
    }

    /** The store for what is received. */
    public ChunkStore store() {
        return store;
    }

    /** Who sent what. */
    public ChunkSources sources() {
        return sources;
    }

    /** The manifest of a bundle once it was received, checked; {@link NodeProblem#BUNDLE_MALFORMED} if it makes no sense. */
    public Optional<SlotManifest> manifest(String bundleDigest) throws IOException {
        Parsed known = newest.get();
        if (known != null && known.digest().equals(bundleDigest) && store.has(bundleDigest, known.bytes())) {
            return Optional.of(known.manifest());
        }
        Optional<byte[]> bytes = store.read(bundleDigest);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            SlotManifest manifest = SlotManifest.parse(bytes.get(), bundleDigest);
            newest = new SoftReference<>(new Parsed(bundleDigest, bytes.get().length, manifest));
            return Optional.of(manifest);
        } catch (ImageException malformed) {
            throw new ProtocolException(
                    NodeProblem.BUNDLE_MALFORMED,
                    "update",
                    bundleDigest,
                    Map.of("reason", malformed.arguments().getOrDefault("reason", malformed.code())),
                    malformed);
        }
    }

    /** What must be sent: each chunk once, in the order of the files. */
    public List<MissingChunk> missing(SlotManifest manifest) throws IOException {
        LinkedHashMap<String, Integer> lacking = new LinkedHashMap<>();
        for (SlotManifest.Chunk chunk : chunks(manifest)) {
            if (!store.has(chunk.sha256(), chunk.bytes()) && (running == null || !running.has(chunk.sha256()))) {
                lacking.putIfAbsent(chunk.sha256(), chunk.bytes());
            }
        }
        return store.missing(lacking);
    }

    /** An intact chunk from wherever it is; nothing if it is nowhere, and then {@link #missing} names it. */
    public Optional<byte[]> read(String sha256) throws IOException {
        Optional<byte[]> received = store.read(sha256);
        return received.isPresent() || running == null ? received : running.read(sha256);
    }

    /** A whole small file, such as a kernel; nothing if a chunk of it is missing. */
    public Optional<byte[]> file(SlotManifest.SlotFile file) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) file.bytes());
        for (SlotManifest.Chunk chunk : file.chunks()) {
            Optional<byte[]> data = read(chunk.sha256());
            if (data.isEmpty()) {
                return Optional.empty();
            }
            whole.writeBytes(data.get());
        }
        return Optional.of(whole.toByteArray());
    }

    /** Every chunk that a bundle names. */
    public static List<SlotManifest.Chunk> chunks(SlotManifest manifest) {
        return Stream.of(
                        manifest.files().root(),
                        manifest.files().kernel(),
                        manifest.files().initrd())
                .flatMap(file -> file.chunks().stream())
                .toList();
    }
}
