package dev.cairn.agent.recovery;

import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.agent.slot.SlotEntries;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.ssh.NodeCommands;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.Answers.Accepted;
import dev.cairn.protocol.Answers.ChunksReceived;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.Answers.MissingChunks;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.RecoveryOrder;
import dev.cairn.protocol.RecoveryPhase;
import dev.cairn.protocol.RecoveryStatus;
import dev.cairn.protocol.SlotName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out recovery orders in the bootstrap system. Nothing of it is saved: after a power cut the disk itself says how far it was, and a
 * new order goes on from there. Thread-safe: commands are serial, and scanning and reading back go on by themselves.
 */
public final class Recovery implements NodeCommands.Recoverer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);
    private static final Duration TO_ANSWER_FIRST = Duration.ofMillis(300);

    private final Parts parts;
    private final Lane lane;
    private volatile RecoveryStatus status = RecoveryStatus.IDLE;
    private volatile @Nullable RecoveryOrder order;
    private volatile @Nullable DiskWrite write;

    /**
     * @param store for kernel and initrd, in memory
     * @param machineId empty while unknown
     */
    public record Parts(
            RecoveryDesk desk,
            Machine machine,
            SlotStore slots,
            BootLoaderEntries entries,
            ChunkStore store,
            DataPartition data,
            EventLog events,
            String machineId) {}

    public Recovery(Parts parts) {
        this.parts = parts;
        this.lane = Lane.start("recovery", this::turn);
    }

    /** Takes an order, or refuses it. */
    @Override
    public synchronized Accepted accept(byte[] envelope) throws IOException {
        requireBootstrap();
        RecoveryOrder next = parts.desk().open(envelope);
        requireIdleDisk();
        parts.events().event("recovery." + next.action().word(), "ordered over SSH", Map.of());
        switch (next.action()) {
            case WRITE -> {
                order = next;
                write = null;
                status = status(RecoveryPhase.MANIFEST, 0, 0);
            }
            case WIPE -> DiskWrite.wipe(parts.data());
            case START_OVER -> startOver();
        }
        LOG.info("recovery: {} was ordered", next.action().word());
        return new Accepted(true);
    }

    @Override
    public RecoveryStatus status() {
        requireBootstrap();
        DiskWrite now = write;
        RecoveryStatus last = status;
        return now != null && last.phase() == RecoveryPhase.RECEIVE
                ? status(RecoveryPhase.RECEIVE, now.bytesThere(), now.rootBytes())
                : last;
    }

    /** What must still be sent: first the manifest alone, with length 0, then what it names. */
    @Override
    public synchronized MissingChunks missing() {
        requireBootstrap();
        if (status.phase() == RecoveryPhase.MANIFEST) {
            String bundle = Objects.requireNonNull(status.bundleDigest(), "a bundle is awaited");
            return new MissingChunks(List.of(new MissingChunk(bundle, 0)), 0, Map.of());
        }
        List<MissingChunk> missing = receiving().missing();
        return new MissingChunks(
                missing, missing.stream().mapToLong(MissingChunk::bytes).sum(), Map.of());
    }

    /** Writes each chunk where it belongs; what came before a refusal or a cut stays written. */
    @Override
    public synchronized ChunksReceived put(InputStream in) throws IOException {
        requireBootstrap();
        ChunkFrames.Reader reader = new ChunkFrames.Reader(in);
        try {
            return status.phase() == RecoveryPhase.MANIFEST ? manifest(reader) : chunks(reader);
        } catch (EOFException cut) {
            throw refusal(NodeProblem.CHUNKS_MALFORMED, "frame", Map.of("reason", "the stream ended early"));
        }
    }

    /** Begins to read everything back; {@link #status} tells how it ends. */
    @Override
    public synchronized Accepted finish() {
        requireBootstrap();
        int missing = receiving().missing().size();
        if (missing > 0) {
            throw refusal(NodeProblem.RECOVERY_INCOMPLETE, "slot a", Map.of("missing", String.valueOf(missing)));
        }
        status = status(RecoveryPhase.VERIFY, 0, 0);
        lane.wake();
        return new Accepted(true);
    }

    @Override
    public void close() {
        lane.close();
    }

    private ChunksReceived manifest(ChunkFrames.Reader reader) throws IOException {
        RecoveryOrder wanted = Objects.requireNonNull(order, "a bundle was ordered");
        Optional<ChunkFrames.Frame> frame = reader.next();
        if (frame.isEmpty()) {
            return new ChunksReceived(0, 0);
        }
        byte[] bytes = frame.get().data();
        if (!DiskWrite.isOrdered(wanted, bytes)) {
            throw refusal(NodeProblem.CHUNKS_DIGEST_MISMATCH, frame.get().sha256(), Map.of());
        }
        write = new DiskWrite(
                new DiskWrite.Parts(
                        parts.slots(),
                        parts.entries(),
                        new SlotEntries(parts.machine(), parts.entries()),
                        parts.store(),
                        parts.data(),
                        parts.machineId()),
                wanted,
                bytes);
        status = status(RecoveryPhase.SCAN, 0, write.rootBytes());
        lane.wake();
        return new ChunksReceived(1, bytes.length);
    }

    private ChunksReceived chunks(ChunkFrames.Reader reader) throws IOException {
        DiskWrite now = receiving();
        long count = 0;
        long bytes = 0;
        try (SlotDevice device = now.open()) {
            Optional<ChunkFrames.Frame> frame = reader.next();
            while (frame.isPresent()) {
                String digest = frame.get().sha256();
                byte[] data = frame.get().data();
                if (!Sha256.of(data).equals(digest)) {
                    throw refusal(NodeProblem.CHUNKS_DIGEST_MISMATCH, digest, Map.of());
                }
                if (!now.take(device, digest, data)) {
                    throw refusal(NodeProblem.CHUNKS_UNEXPECTED, digest, Map.of());
                }
                count++;
                bytes += data.length;
                frame = reader.next();
            }
        }
        return new ChunksReceived(count, bytes);
    }

    /** The lane's turn: the two phases that take long and need nobody. */
    private Duration turn() {
        DiskWrite now = write;
        RecoveryPhase phase = status.phase();
        if (now == null || (phase != RecoveryPhase.SCAN && phase != RecoveryPhase.VERIFY)) {
            return UNTIL_WOKEN;
        }
        try {
            if (phase == RecoveryPhase.SCAN) {
                now.begin();
                status = status(RecoveryPhase.RECEIVE, 0, now.rootBytes());
            } else {
                now.finish();
                status = status(RecoveryPhase.DONE, now.rootBytes(), now.rootBytes());
                parts.events().event("recovery.done", "slot a boots next", Map.of());
            }
        } catch (ProtocolException refused) {
            failed(refused.problem(), refused.arguments());
        } catch (IOException refused) {
            failed(NodeProblem.SLOT_WRITE_FAILED, Map.of("reason", String.valueOf(refused.getMessage())));
        }
        return UNTIL_WOKEN;
    }

    private void failed(NodeProblem problem, Map<String, String> arguments) {
        LOG.error("recovery failed: {} {}", problem.code(), arguments);
        RecoveryOrder failedOrder = order;
        status = new RecoveryStatus(
                RecoveryPhase.FAILED,
                failedOrder == null ? null : failedOrder.bundleDigest(),
                0,
                0,
                problem,
                arguments);
        parts.events().event("recovery.failed", problem.code(), arguments);
    }

    /** Only the bootstrap system is left, as on a drive of which nothing else was ever written. */
    private void startOver() throws IOException {
        for (SlotName slot : SlotName.values()) {
            parts.entries().clear(slot);
            DiskWrite.empty(parts.slots(), slot);
        }
        DiskWrite.wipe(parts.data());
        order = null;
        write = null;
        status = RecoveryStatus.IDLE;
        Thread.ofVirtual().name("reboot").start(() -> {
            if (Lane.pause(TO_ANSWER_FIRST)) {
                parts.machine().reboot();
            }
        });
    }

    private DiskWrite receiving() {
        DiskWrite now = write;
        if (now != null && status.phase() == RecoveryPhase.RECEIVE) {
            return now;
        }
        requireIdleDisk();
        throw refusal(NodeProblem.RECOVERY_NOT_ORDERED, "slot a", Map.of());
    }

    private void requireIdleDisk() {
        RecoveryPhase phase = status.phase();
        if (phase == RecoveryPhase.SCAN || phase == RecoveryPhase.VERIFY) {
            throw refusal(NodeProblem.RECOVERY_BUSY, "slot a", Map.of("phase", phase.word()));
        }
    }

    private void requireBootstrap() {
        if (!parts.machine().runsBootstrap()) {
            throw refusal(NodeProblem.RECOVERY_NOT_IN_BOOTSTRAP, "disk", Map.of());
        }
    }

    private RecoveryStatus status(RecoveryPhase phase, long done, long total) {
        RecoveryOrder now = order;
        return new RecoveryStatus(phase, now == null ? null : now.bundleDigest(), done, total, null, Map.of());
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "recover", element, arguments);
    }
}
