package dev.cairn.agent.neighbour;

import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.Parcel;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Pace;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code chunks get}: of the chunks that a neighbour asks for, those that stand in the chunk store or the running slot, or are of the content. A few neighbours
 * at once, one chunk of each in memory, all together at a bounded pace. Thread-safe.
 */
public final class ChunkOffer {
    static final int MOST_AT_ONCE = 4;
    /** Three files, and the manifest. */
    private static final int MOST_WANTED = 3 * SlotManifest.MAX_CHUNKS + 1;

    private final BundleChunks chunks;
    private final Parcel content;
    private final Pace pace;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile Instant lastServed = Instant.MIN;

    /** {@code bytesPerSecond} is for all neighbours together. */
    public ChunkOffer(BundleChunks chunks, Parcel content, long bytesPerSecond, InstantSource clock) {
        this.chunks = chunks;
        this.content = content;
        this.pace = new Pace(bytesPerSecond);
        this.clock = clock;
    }

    /** Reads digests of 32 bytes each until the end and writes a frame for each chunk that is there; those that are not are left out. */
    public void serve(InputStream wanted, OutputStream frames, BooleanSupplier stop) throws IOException {
        if (!places.tryAcquire()) {
            throw new ProtocolException(
                    NodeProblem.CHUNKS_BUSY, "chunks", "get", Map.of("most", String.valueOf(MOST_AT_ONCE)));
        }
        try {
            ChunkFrames.Writer writer = new ChunkFrames.Writer(frames);
            Parcel.@Nullable Reading beside = null;
            for (int count = 0; count < MOST_WANTED && !stop.getAsBoolean(); count++) {
                byte[] digest = wanted.readNBytes(32);
                if (digest.length < 32) {
                    break;
                }
                String sha256 = HexFormat.of().formatHex(digest);
                Optional<byte[]> chunk = chunks.read(sha256);
                if (chunk.isEmpty()) {
                    beside = beside == null ? content.open() : beside;
                    chunk = beside.read(sha256);
                }
                if (chunk.isPresent()) {
                    lastServed = clock.instant();
                    if (!Lane.pause(pace.take(chunk.get().length))) {
                        break;
                    }
                    writer.put(sha256, chunk.get());
                }
            }
            writer.end();
        } finally {
            places.release();
        }
    }

    /** True if a neighbour was given a chunk within the last {@code within}. */
    public boolean hasServed(Duration within) {
        Instant last = lastServed;
        Instant now = clock.instant();
        return !last.isAfter(now)
                && last.isAfter(Instant.MIN)
                && last.plus(within).isAfter(now);
    }
}
