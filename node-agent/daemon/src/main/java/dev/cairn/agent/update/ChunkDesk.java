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
import dev.cairn.protocol.UpdateStatus;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code chunks missing} and {@code chunks put}: takes only what an accepted order named. Thread-safe. */
public final class ChunkDesk implements ArrivingChunks {
    private final OrderDesk orders;
    private final BundleChunks chunks;
    private final UpdateMachine update;
    private final String runningBundle;
    private final Runnable changed;
    private final Parcel content;

    /** {@code runningBundle} is empty when unknown; {@code changed} is told when something was kept. */
    public ChunkDesk(
            OrderDesk orders,
            BundleChunks chunks,
            UpdateMachine update,
            String runningBundle,
            Parcel content,
            Runnable changed) {
        this.orders = orders;
        this.chunks = chunks;
        this.update = update;
        this.runningBundle = runningBundle;
        this.changed = changed;
        this.content = content;
    }

    @Override
    public MissingChunks missing(String bundleDigest) throws IOException {
        if (content.ordered().filter(bundleDigest::equals).isPresent()) {
            return answer(content.missing());
        }
        DesiredRelease release = orders.release()
                .filter(wish -> wish.bundleDigest().equals(bundleDigest))
                .orElseThrow(() -> refusal(NodeProblem.CHUNKS_NOT_ORDERED, bundleDigest, Map.of()));
        if (bundleDigest.equals(runningBundle)) {
            return answer(List.of());
        }
        String failure = update.record().failed().get(bundleDigest);
        if (failure != null && !release.retryFailed()) {
            throw refusal(NodeProblem.UPDATE_KNOWN_BAD, bundleDigest, Map.of("reason", failure));
        }
        Optional<SlotManifest> manifest = chunks.manifest(bundleDigest);
        if (manifest.isEmpty()) {
            long have = chunks.store().begun(bundleDigest);
            return answer(List.of(new MissingChunk(bundleDigest, 0, have == 0 ? null : have)));
        }
        List<MissingChunk> missing = chunks.missing(manifest.get());
        update.requireRoom(manifest.get(), missing);
        return answer(missing);
    }

    private MissingChunks answer(List<MissingChunk> missing) {
        return new MissingChunks(
                missing,
                missing.stream().mapToLong(MissingChunk::left).sum(),
                chunks.sources().bytes());
    }

    /** Keeps each chunk that is missing; what came before a refusal or a cut stays kept, to the byte. */
    public ChunksReceived put(InputStream in) throws IOException {
        String bundle = orders.release()
                .map(DesiredRelease::bundleDigest)
                .orElseThrow(() -> refusal(NodeProblem.CHUNKS_NOT_ORDERED, "none", Map.of()));
        Wanted wanted = new Wanted(bundle);
        ChunkFrames.Reader reader = new ChunkFrames.Reader(in, frame -> keepBeginning(frame, wanted));
        long count = 0;
        long bytes = 0;
        try {
            Optional<ChunkFrames.Frame> frame = reader.next();
            // When the connection is gone, what had arrived can still be read, up to its end.
            while (frame.isPresent()) {
                if (keep(frame.get(), wanted)) {
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

    @Override
    public long take(String wanted, String digest, byte[] data, String from) throws IOException {
        if (!Sha256.of(data).equals(digest)) {
            throw refusal(NodeProblem.CHUNKS_DIGEST_MISMATCH, digest, Map.of());
        }
        ChunkStore store = content.ordered().filter(wanted::equals).isPresent() ? content.store() : chunks.store();
        if (store.has(digest, data.length)) {
            return 0;
        }
        store(store, digest, data, from);
        return data.length;
    }

    private boolean keep(ChunkFrames.Frame frame, Wanted wanted) throws IOException {
        String digest = frame.sha256();
        ChunkStore store = wanted.storeOf(digest);
        Optional<byte[]> whole = frame.from() > 0
                ? store.completed(digest, frame.from(), frame.data())
                : Optional.of(frame.data()).filter(data -> Sha256.of(data).equals(digest));
        if (whole.isEmpty()) {
            throw refusal(NodeProblem.CHUNKS_DIGEST_MISMATCH, digest, Map.of());
        }
        if (store.has(digest, whole.get().length)) {
            return false;
        }
        store(store, digest, whole.get(), UpdateStatus.LAPTOP);
        wanted.arrived(digest);
        return true;
    }

    private void store(ChunkStore store, String digest, byte[] data, String from) throws IOException {
        try {
            store.put(digest, data);
            chunks.sources().add(from, data.length);
        } catch (IOException full) {
            throw new ProtocolException(
                    NodeProblem.STATE_UNWRITABLE,
                    "chunks",
                    digest,
                    Map.of("reason", String.valueOf(full.getMessage())),
                    full);
        }
    }

    private void keepBeginning(ChunkFrames.Frame frame, Wanted wanted) throws IOException {
        ChunkStore store = wanted.storeOf(frame.sha256());
        if (frame.from() + frame.data().length < wanted.lengthOf(frame.sha256())) {
            store.begin(frame.sha256(), frame.from(), frame.data());
            chunks.sources().add(UpdateStatus.LAPTOP, frame.data().length);
        }
    }

    /** What one stream may bring: of the bundle, and of the parcel beside it. One thread. */
    private final class Wanted {
        private final String bundle;
        private Map<String, Long> ofBundle;
        private Map<String, Long> ofContent;

        Wanted(String bundle) throws IOException {
            this.bundle = bundle;
            this.ofBundle = namedBy(bundle);
            this.ofContent = content.wanted();
        }

        /** The store that a chunk belongs to; one that nobody wants is refused. */
        ChunkStore storeOf(String digest) {
            if (ofBundle.containsKey(digest)) {
                return chunks.store();
            }
            if (ofContent.containsKey(digest)) {
                return content.store();
            }
            throw refusal(NodeProblem.CHUNKS_UNEXPECTED, digest, Map.of());
        }

        long lengthOf(String digest) {
            long usual = ofContent.getOrDefault(digest, (long) ChunkFrames.MOST_BYTES);
            return ofBundle.getOrDefault(digest, usual);
        }

        /** A manifest names what may come then. */
        void arrived(String digest) throws IOException {
            if (digest.equals(bundle)) {
                ofBundle = namedBy(bundle);
            } else if (content.ordered().filter(digest::equals).isPresent()) {
                ofContent = content.wanted();
            }
        }
    }

    private Map<String, Long> namedBy(String bundle) throws IOException {
        Map<String, Long> wanted = new HashMap<>(Map.of(bundle, (long) ChunkFrames.MOST_BYTES));
        chunks.manifest(bundle)
                .ifPresent(manifest -> BundleChunks.chunks(manifest)
                        .forEach(chunk -> wanted.put(chunk.sha256(), (long) chunk.bytes())));
        return wanted;
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "chunks", element, arguments);
    }
}
