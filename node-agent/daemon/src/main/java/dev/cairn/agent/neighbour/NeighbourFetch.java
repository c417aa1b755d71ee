package dev.cairn.agent.neighbour;

import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateStatus;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a newer order, and what an update lacks, from the neighbours, one after the other, for as long as it lacks something; nobody else need be there. One lane
 * calls {@link #turn}.
 */
public final class NeighbourFetch {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourFetch.class);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(60);
    /** So many bytes are fetched between two looks of the update at what is there. */
    private static final long PORTION = 16L << 20;

    private final Neighbours neighbours;
    private final BundleChunks chunks;
    private final UpdateMachine update;
    private final KeyPair own;
    private final Runnable changed;
    private final Orders orders;
    private final Duration again;
    private long refusedOrder;

    /** This node's own orders. */
    public interface Orders {
        /** The sequence of the newest that was taken; 0 before the first. */
        long sequence();

        /** Judges and takes one; a refusal is thrown. */
        void take(byte[] envelope);
    }

    /**
     * A fetch for one node.
     *
     * @param changed is told when something was kept
     * @param again how long to wait, about, before the neighbours are asked anew
     */
    public NeighbourFetch(
            Neighbours neighbours,
            BundleChunks chunks,
            UpdateMachine update,
            KeyPair own,
            Runnable changed,
            Orders orders,
            Duration again) {
        this.neighbours = neighbours;
        this.chunks = chunks;
        this.update = update;
        this.own = own;
        this.changed = changed;
        this.orders = orders;
        this.again = again;
    }

    /** Asks each neighbour once; how long to wait then. */
    public Duration turn() {
        neighbours.ofThisSite(HEARD_WITHIN).forEach(this::fetchOrder);
        UpdateStatus status = update.status();
        String bundle = status.bundleDigest();
        if (status.phase() != UpdatePhase.TRANSFER || bundle == null) {
            return soon();
        }
        for (Neighbour neighbour : neighbours.ofThisSite(HEARD_WITHIN)) {
            try {
                if (Thread.currentThread().isInterrupted() || isComplete(bundle)) {
                    return soon();
                }
                fetch(neighbour, bundle);
            } catch (IOException | ProtocolException | IllegalStateException refused) {
                LOG.info("nothing from node {}: {}", neighbour.beacon().node(), refused.getMessage());
            }
        }
        return soon();
    }

    private Duration soon() {
        return Duration.ofMillis(
                again.toMillis() * 3 / 4 + ThreadLocalRandom.current().nextLong(again.toMillis() / 2 + 1));
    }

    /** A node that the laptop, or the stick, did not reach has its order from one that it did. */
    private void fetchOrder(Neighbour neighbour) {
        Long newest = neighbour.beacon().order();
        if (newest == null || newest <= Math.max(orders.sequence(), refusedOrder)) {
            return;
        }
        try (NeighbourLink link = NeighbourLink.open(neighbour, own)) {
            byte[] envelope = link.order();
            if (envelope.length > 0) {
                orders.take(envelope);
            }
        } catch (ProtocolException refused) {
            refusedOrder = newest;
        } catch (IOException | IllegalStateException unreachable) {
            LOG.info("no order from node {}: {}", neighbour.beacon().node(), unreachable.getMessage());
        }
    }

    private boolean isComplete(String bundle) throws IOException {
        Optional<SlotManifest> manifest = chunks.manifest(bundle);
        return manifest.isPresent() && chunks.missing(manifest.get()).isEmpty();
    }

    private void fetch(Neighbour neighbour, String bundle) throws IOException {
        try (NeighbourLink link = NeighbourLink.open(neighbour, own)) {
            Kept kept = new Kept(neighbour.beacon().node().value(), bundle);
            try {
                if (chunks.manifest(bundle).isEmpty()) {
                    kept.expect(Set.of(bundle));
                    link.get(List.of(bundle), kept);
                }
                Optional<SlotManifest> manifest = chunks.manifest(bundle);
                if (manifest.isPresent()) {
                    List<MissingChunk> lacking = chunks.missing(manifest.get());
                    update.requireRoom(manifest.get(), lacking);
                    List<String> missing =
                            lacking.stream().map(MissingChunk::sha256).toList();
                    kept.expect(missing);
                    link.get(missing, kept);
                }
            } finally {
                kept.tell();
            }
        }
    }

    /** Keeps what was asked for and is what it says; anything else ends the connection. */
    private final class Kept implements NeighbourLink.Taker {
        private final String from;
        private final String bundle;
        private final Set<String> expected = new HashSet<>();
        private long bytes;
        private long told;

        Kept(String from, String bundle) {
            this.from = from;
            this.bundle = bundle;
        }

        void expect(Iterable<String> digests) {
            expected.clear();
            digests.forEach(expected::add);
        }

        @Override
        public boolean take(ChunkFrames.Frame frame) throws IOException {
            if (!expected.remove(frame.sha256()) || !frame.isIntact()) {
                throw new IOException("it sent what nobody asked for");
            }
            chunks.store().put(frame.sha256(), frame.data());
            chunks.sources().add(from, frame.data().length);
            bytes += frame.data().length;
            if (bytes - told >= PORTION) {
                told = bytes;
                changed.run();
            }
            return bundle.equals(update.status().bundleDigest())
                    && !Thread.currentThread().isInterrupted();
        }

        void tell() {
            if (bytes > told) {
                told = bytes;
                changed.run();
            }
        }
    }
}
