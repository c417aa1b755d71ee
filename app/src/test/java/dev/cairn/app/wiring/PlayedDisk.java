package dev.cairn.app.wiring;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.RecoveryLink;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.RecoveryOrder;
import dev.cairn.protocol.RecoveryPhase;
import dev.cairn.protocol.RecoveryStatus;
import dev.cairn.protocol.SignedEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The disk of a played node in its bootstrap system: takes signed orders for this run, and what they name. */
final class PlayedDisk implements RecoveryLink {
    final List<RecoveryOrder> orders = new ArrayList<>();
    final Map<String, byte[]> chunks = new HashMap<>();
    private final NodeId id;
    private final FleetPublicKey fleet;
    private final Supplier<String> boot;
    private RecoveryPhase phase = RecoveryPhase.IDLE;
    long sentBytes;
    Runnable startedOver = () -> {};
    /** The line breaks off once when so many chunks were taken. */
    int breaksAfter = Integer.MAX_VALUE;
    /** So many times what was written does not read back. */
    int readsBackWrong;

    PlayedDisk(NodeId id, FleetPublicKey fleet, Supplier<String> boot) {
        this.id = id;
        this.fleet = fleet;
        this.boot = boot;
    }

    /** The release that would boot. */
    Optional<String> boots() {
        return phase == RecoveryPhase.DONE
                ? Optional.of(Objects.requireNonNull(orders.getLast().releaseDigest()))
                : Optional.empty();
    }

    @Override
    public RecoveryStatus status() {
        @Nullable NodeProblem problem = phase == RecoveryPhase.FAILED ? NodeProblem.SLOT_READ_BACK_DIFFERS : null;
        return new RecoveryStatus(
                phase, orders.isEmpty() ? null : orders.getLast().bundleDigest(), 0, 0, problem, Map.of());
    }

    @Override
    public void order(String envelope) {
        RecoveryOrder order = RecoveryOrder.open(SignedEnvelope.read(envelope.getBytes(StandardCharsets.UTF_8)), fleet);
        if (!order.node().value().equals(id.value()) || !order.bootId().equals(boot.get())) {
            throw new IllegalStateException(NodeProblem.RECOVERY_OTHER_BOOT.code());
        }
        orders.add(order);
        switch (order.action()) {
            case WRITE -> phase = RecoveryPhase.MANIFEST;
            case WIPE -> {}
            case START_OVER -> startedOver.run();
        }
    }

    @Override
    public List<ChunkRef> missing() {
        String bundle = Objects.requireNonNull(orders.getLast().bundleDigest());
        byte[] manifest = chunks.get(bundle);
        if (manifest == null || phase == RecoveryPhase.MANIFEST) {
            return List.of(new ChunkRef(new Digest(bundle), 0, 0));
        }
        SlotManifest.Files files = SlotManifest.parse(manifest, "manifest").files();
        return Stream.of(files.root(), files.kernel(), files.initrd())
                .flatMap(file -> file.chunks().stream())
                .filter(chunk -> !chunks.containsKey(chunk.sha256()))
                .map(chunk -> new ChunkRef(new Digest(chunk.sha256()), chunk.bytes(), 0))
                .distinct()
                .toList();
    }

    @Override
    public void put(List<ChunkRef> wanted, ChunkSource source, LongConsumer sent) {
        for (ChunkRef chunk : wanted) {
            if (breaksAfter-- == 0) {
                throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "recover", id, "reason", "the line broke");
            }
            try (ChunkSource.Reading reading = source.open()) {
                byte[] bytes = reading.read(chunk.sha256());
                if (!Sha256.of(bytes).equals(chunk.sha256().hex())) {
                    throw new IllegalStateException(NodeProblem.CHUNKS_DIGEST_MISMATCH.code());
                }
                chunks.put(chunk.sha256().hex(), bytes);
                sentBytes += bytes.length;
                sent.accept(bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        phase = RecoveryPhase.RECEIVE;
    }

    @Override
    public void finish() {
        boolean wrong = readsBackWrong-- > 0;
        phase = wrong || !missing().isEmpty() ? RecoveryPhase.FAILED : RecoveryPhase.DONE;
    }
}
