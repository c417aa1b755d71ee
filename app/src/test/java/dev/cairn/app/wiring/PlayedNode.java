package dev.cairn.app.wiring;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.SignedEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node behind the port, for tests of sync: verifies orders and chunks as a real one does. */
final class PlayedNode implements NodeLink {
    final NodeId id;
    final List<Long> acknowledged = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final Map<String, byte[]> chunks = new HashMap<>();
    private final FleetPublicKey fleet;
    boolean absent;
    boolean breaksUs;
    boolean fallsBack;
    long records = 3;
    private String release = "";
    private String slot = "a";
    private @Nullable UpdateEnd last;

    PlayedNode(String id, String fleetKey) {
        this.id = new NodeId(id);
        this.fleet = new FleetPublicKey(fleetKey);
    }

    NodeLink connect() {
        if (breaksUs) {
            throw new IllegalStateException("a fault of the program");
        }
        if (absent) {
            throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "connect", id, "reason", "switched off");
        }
        return this;
    }

    @Override
    public NodeReport status() {
        tryUpdate();
        long sequence = orders.isEmpty() ? 0 : orders.getLast().sequence();
        return new NodeReport(
                Instant.EPOCH,
                "active",
                "host",
                slot,
                release,
                "",
                false,
                "idle",
                0,
                0,
                last,
                "healthy",
                "ready",
                "",
                sequence,
                "boot",
                "1",
                List.of());
    }

    @Override
    public NodeFacts facts() {
        return new NodeFacts(
                Instant.EPOCH,
                "x86_64",
                "cpu",
                2,
                1 << 30,
                List.of(),
                List.of(),
                List.of(),
                false,
                "",
                "",
                "",
                "",
                "",
                "");
    }

    @Override
    public void order(String envelope) {
        orders.add(Order.open(SignedEnvelope.read(envelope.getBytes(StandardCharsets.UTF_8)), fleet));
    }

    @Override
    public List<ChunkRef> missingChunks(Digest bundle) {
        byte[] manifest = chunks.get(bundle.hex());
        if (manifest == null) {
            return List.of(new ChunkRef(bundle, 1));
        }
        SlotManifest.Files files = SlotManifest.parse(manifest, "manifest").files();
        return Stream.of(files.root(), files.kernel(), files.initrd())
                .flatMap(file -> file.chunks().stream())
                .filter(chunk -> !chunks.containsKey(chunk.sha256()))
                .map(chunk -> new ChunkRef(new Digest(chunk.sha256()), chunk.bytes()))
                .distinct()
                .toList();
    }

    @Override
    public void putChunks(List<ChunkRef> wanted, ChunkSource source, LongConsumer sent) {
        for (ChunkRef chunk : wanted) {
            try {
                byte[] bytes = source.read(chunk.sha256());
                if (!Sha256.of(bytes).equals(chunk.sha256().hex())) {
                    throw new IllegalStateException(NodeProblem.CHUNKS_DIGEST_MISMATCH.code());
                }
                chunks.put(chunk.sha256().hex(), bytes);
                sent.accept(bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public TelemetryBatch drain(long afterSequence, int max) {
        List<LogEntry> lines = new ArrayList<>();
        for (long i = afterSequence + 1; i <= records; i++) {
            lines.add(new LogEntry(id, "boot", i, Instant.ofEpochMilli(i), 6, "unit", "line " + i));
        }
        return new TelemetryBatch(id, List.of(), lines, List.of(), Math.max(records, afterSequence), false);
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledged.add(sequence);
    }

    @Override
    public List<String> logs(int lines) {
        return List.of();
    }

    @Override
    public String slots() {
        return "{}";
    }

    @Override
    public void reboot() {}

    @Override
    public void close() {}

    private void tryUpdate() {
        var wanted = orders.isEmpty() ? null : orders.getLast().release();
        if (wanted == null
                || wanted.releaseDigest().equals(release)
                || (last != null && last.bundle().equals(wanted.bundleDigest()))
                || !missingChunks(new Digest(wanted.bundleDigest())).isEmpty()) {
            return;
        }
        String next = slot.equals("a") ? "b" : "a";
        last = new UpdateEnd(
                fallsBack ? "rolled-back" : "committed",
                fallsBack ? "unhealthy" : "",
                wanted.bundleDigest(),
                wanted.releaseDigest(),
                wanted.version(),
                slot,
                fallsBack ? slot : next,
                Instant.EPOCH);
        if (!fallsBack) {
            slot = next;
            release = wanted.releaseDigest();
        }
        Objects.requireNonNull(last);
    }
}
