package dev.cairn.agent.update;

import dev.cairn.agent.order.OrderDesk;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.ChunksReceived;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.Answers.MissingChunks;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Answers {@code chunks missing} and {@code chunks put}: takes only what an accepted order named. Thread-safe. */
public final class ChunkDesk {
    private final OrderDesk orders;
    private final BundleChunks chunks;
    private final UpdateMachine update;
    private final String runningBundle;
    private final Runnable changed;

    /** {@code runningBundle} is empty when unknown; {@code changed} is told when something was kept. */
    public ChunkDesk(
            OrderDesk orders, BundleChunks chunks, UpdateMachine update, String runningBundle, Runnable changed) {
        this.orders = orders;
        this.chunks = chunks;
        this.update = update;
        this.runningBundle = runningBundle;
        this.changed = changed;
    }

    /** What of a bundle must still be sent; the manifest alone, with length 0, while that is missing. */
    public MissingChunks missing(String bundleDigest) throws IOException {
        DesiredRelease release = ordered()
                .filter(wish -> wish.bundleDigest().equals(bundleDigest))
                .orElseThrow(() -> refusal(NodeProblem.CHUNKS_NOT_ORDERED, bundleDigest, Map.of()));
        if (bundleDigest.equals(runningBundle)) {
            return new MissingChunks(List.of(), 0);
        }
        String failure = update.record().failed().get(bundleDigest);
        if (failure != null && !release.retryFailed()) {
            throw refusal(NodeProblem.UPDATE_KNOWN_BAD, bundleDigest, Map.of("reason", failure));
        }
        Optional<SlotManifest> manifest = chunks.manifest(bundleDigest);
        if (manifest.isEmpty()) {
            return new MissingChunks(List.of(new MissingChunk(bundleDigest, 0)), 0);
        }
        List<MissingChunk> missing = chunks.missing(manifest.get());
        return new MissingChunks(
                missing, missing.stream().mapToLong(MissingChunk::bytes).sum());
    }

    /** Keeps each chunk that is missing; what came before a refusal or a cut stays kept. */
    public ChunksReceived put(InputStream in, BooleanSupplier stop) throws IOException {
        String bundle = ordered()
                .map(DesiredRelease::bundleDigest)
                .orElseThrow(() -> refusal(NodeProblem.CHUNKS_NOT_ORDERED, "none", Map.of()));
        Map<String, Long> wanted = wanted(bundle);
        ChunkFrames.Reader reader = new ChunkFrames.Reader(in);
        long count = 0;
        long bytes = 0;
        try {
            Optional<ChunkFrames.Frame> frame = reader.next();
            while (frame.isPresent() && !stop.getAsBoolean()) {
                if (keep(frame.get(), bundle, wanted)) {
                    count++;
                    bytes += frame.get().data().length;
                }
                frame = reader.next();
            }
        } catch (EOFException cut) {
            throw refusal(NodeProblem.CHUNKS_MALFORMED, "frame", Map.of("reason", "the stream ended early"));
        } finally {
            changed.run();
        }
        return new ChunksReceived(count, bytes);
    }

    private boolean keep(ChunkFrames.Frame frame, String bundle, Map<String, Long> wanted) throws IOException {
        String digest = frame.sha256();
        Long length = wanted.get(digest);
        boolean isManifest = digest.equals(bundle);
        if (length == null && !isManifest) {
            throw refusal(NodeProblem.CHUNKS_UNEXPECTED, digest, Map.of());
        }
        if (!Sha256.of(frame.data()).equals(digest)) {
            throw refusal(NodeProblem.CHUNKS_DIGEST_MISMATCH, digest, Map.of());
        }
        if (chunks.store().has(digest, frame.data().length)) {
            return false;
        }
        try {
            chunks.store().put(digest, frame.data());
        } catch (IOException full) {
            throw new ProtocolException(
                    NodeProblem.STATE_UNWRITABLE,
                    "chunks",
                    digest,
                    Map.of("reason", String.valueOf(full.getMessage())),
                    full);
        }
        if (isManifest) {
            wanted.putAll(wanted(bundle));
        }
        return true;
    }

    private Map<String, Long> wanted(String bundle) throws IOException {
        Map<String, Long> wanted = new HashMap<>();
        chunks.manifest(bundle)
                .ifPresent(manifest -> BundleChunks.chunks(manifest)
                        .forEach(chunk -> wanted.put(chunk.sha256(), (long) chunk.bytes())));
        return wanted;
    }

    private Optional<DesiredRelease> ordered() {
        return orders.accepted().flatMap(order -> Optional.ofNullable(order.release()));
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "chunks", element, arguments);
    }
}
