package dev.cairn.agent.neighbour;

import dev.cairn.agent.update.ArrivingChunks;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a newer order, and what an update or a content lacks, from the neighbours, one after the other, for as long as it lacks something; nobody else need be there. One lane
 * calls {@link #turn}.
 */
public final class NeighbourFetch {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourFetch.class);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(60);
    /** So many bytes are fetched between two looks of the update at what is there. */
    private static final long PORTION = 16L << 20;

    private final Neighbours neighbours;
    private final ArrivingChunks desk;
    private final List<Awaited> all;
    private final Sources sources;
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

    /** The bundle or the content that is under way. */
    @FunctionalInterface
    public interface Awaited {
        /** By whose digest {@link ArrivingChunks#missing} tells what is still to come; nothing when nothing is. */
        Optional<String> digest();
    }

    /** Gets at neighbours. */
    @FunctionalInterface
    public interface Sources {
        /** Connects and logs in. */
        NeighbourSource open(Neighbour neighbour) throws IOException;
    }

    /**
     * A fetch for one node.
     *
     * @param all what the node may be waiting for, the slot's bundle first
     * @param changed is told when something was kept
     * @param again how long to wait, about, before the neighbours are asked anew
     */
    public NeighbourFetch(
            Neighbours neighbours,
            ArrivingChunks desk,
            List<Awaited> all,
            Sources sources,
            Runnable changed,
            Orders orders,
            Duration again) {
        this.neighbours = neighbours;
        this.desk = desk;
        this.all = List.copyOf(all);
        this.sources = sources;
        this.changed = changed;
        this.orders = orders;
        this.again = again;
    }

    /** Asks each neighbour once; how long to wait then. */
    public Duration turn() {
        neighbours.ofThisSite(HEARD_WITHIN).forEach(this::fetchOrder);
        for (Awaited awaited : all) {
            awaited.digest().ifPresent(wanted -> fetch(awaited, wanted));
        }
        return soon();
    }

    private void fetch(Awaited awaited, String wanted) {
        for (Neighbour neighbour : neighbours.ofThisSite(HEARD_WITHIN)) {
            try {
                if (Thread.currentThread().isInterrupted()
                        || desk.missing(wanted).missing().isEmpty()) {
                    return;
                }
                fetch(neighbour, awaited, wanted);
            } catch (IOException | ProtocolException | IllegalStateException refused) {
                LOG.info("nothing from node {}: {}", neighbour.beacon().node(), refused.getMessage());
            }
        }
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
        try (NeighbourSource source = sources.open(neighbour)) {
            byte[] envelope = source.order();
            if (envelope.length > 0) {
                orders.take(envelope);
            }
        } catch (ProtocolException refused) {
            refusedOrder = newest;
        } catch (IOException | IllegalStateException unreachable) {
            LOG.info("no order from node {}: {}", neighbour.beacon().node(), unreachable.getMessage());
        }
    }

    private void fetch(Neighbour neighbour, Awaited awaited, String wanted) throws IOException {
        try (NeighbourSource source = sources.open(neighbour)) {
            Kept kept = new Kept(neighbour.beacon().node().value(), awaited, wanted);
            try {
                List<String> lacking = kept.lacking();
                source.get(lacking, kept);
                if (lacking.equals(List.of(wanted))) {
                    // Only with the manifest can be told what else is missing.
                    source.get(kept.lacking(), kept);
                }
            } finally {
                kept.tell();
            }
        }
    }

    /** Keeps what was asked for and is what it says; anything else ends the connection. */
    private final class Kept implements NeighbourSource.Taker {
        private final String from;
        private final Awaited awaited;
        private final String wanted;
        private final Set<String> expected = new HashSet<>();
        private long bytes;
        private long told;

        Kept(String from, Awaited awaited, String wanted) {
            this.from = from;
            this.awaited = awaited;
            this.wanted = wanted;
        }

        /** What may come now; refused where there is no room for it. */
        List<String> lacking() throws IOException {
            List<String> digests = desk.missing(wanted).missing().stream()
                    .map(MissingChunk::sha256)
                    .toList();
            expected.clear();
            expected.addAll(digests);
            return digests;
        }

        @Override
        public boolean take(ChunkFrames.Frame frame) throws IOException {
            if (!expected.remove(frame.sha256()) || frame.from() != 0) {
                throw new IOException("it sent what nobody asked for");
            }
            bytes += desk.take(wanted, frame.sha256(), frame.data(), from);
            if (bytes - told >= PORTION) {
                told = bytes;
                changed.run();
            }
            return awaited.digest().filter(wanted::equals).isPresent()
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
