package dev.cairn.app.wiring;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.HostCertificate;
import dev.cairn.app.domain.link.Lacking;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.RecoveryLink;
import dev.cairn.app.domain.link.ToldStatus;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.SecretsRequest;
import dev.cairn.protocol.SignedEnvelope;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    final List<Digest> turns = new ArrayList<>();
    private final Map<String, Long> receivedFrom = new HashMap<>();
    private final FleetPublicKey fleet;

    @Nullable
    PlayedNode neighbour;

    long sent;
    int breaksOffAfter = Integer.MAX_VALUE;
    int cutsEvery = Integer.MAX_VALUE;
    int cuts;
    /** So many connections fail after a cut. */
    int awayAfterACut;

    private int away;
    boolean absent;
    boolean breaksUs;
    boolean fallsBack;
    long records = 3;
    String kubeconfig = "";
    private String release = "";
    private String slot = "a";
    String boot = "boot";
    private @Nullable UpdateEnd last;
    private long triedBy;
    final List<UpdateEnd> ended = new ArrayList<>();
    /** As agents that can change what runs in Kubernetes. */
    boolean knowsContent;

    private String bundle = "";
    private String slotRelease = "";
    private @Nullable String contentDigest;
    final PlayedDisk disk;
    String mac = "";
    Runnable restarted = () -> {};
    boolean silentReboots;

    PlayedNode(String id, String fleetKey) {
        this.id = new NodeId(id);
        this.fleet = new FleetPublicKey(fleetKey);
        this.disk = new PlayedDisk(this.id, fleet, () -> boot);
    }

    NodeLink connect() {
        if (breaksUs) {
            throw new IllegalStateException("a fault of the program");
        }
        if (absent || away-- > 0) {
            throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "connect", id, "reason", "switched off");
        }
        return this;
    }

    /** As a server hands it out; none on others. */
    final Map<String, byte[]> secrets = new HashMap<>();

    final List<SecretsRequest> asked = new ArrayList<>();
    Runnable whenAskedForSecrets = () -> {};

    @Nullable
    ClusterReport cluster;

    @Override
    public ClusterSecrets clusterSecrets(String envelope) {
        whenAskedForSecrets.run();
        SecretsRequest request =
                SecretsRequest.open(SignedEnvelope.read(envelope.getBytes(StandardCharsets.UTF_8)), fleet);
        asked.add(request);
        if (secrets.isEmpty()
                || !request.node().value().equals(id.value())
                || !request.bootId().equals(boot)) {
            throw new ProblemException(new Problem("cluster-secrets.elsewhere", "cluster-secrets", "node", Map.of()));
        }
        ClusterSecrets all = ClusterSecrets.of(secrets);
        return all.digest().equals(request.knownDigest()) ? all.known() : all;
    }

    @Override
    public String kubeconfig() {
        if (kubeconfig.isEmpty()) {
            throw new ProblemException(new Problem("kubernetes.api-elsewhere", "kubeconfig", "node", Map.of()));
        }
        return kubeconfig;
    }

    /** Leads nowhere: tunnels are tested over SSH. */
    @Override
    public Tunnel kubernetesTunnel(int localPort) {
        return new Tunnel() {
            @Override
            public int port() {
                return localPort == 0 ? 40_000 : localPort;
            }

            @Override
            public boolean isOpen() {
                return !absent;
            }

            @Override
            public void close() {}
        };
    }

    final List<String> certificates = new ArrayList<>();
    final List<NodeEvent> events = new ArrayList<>();

    @Override
    public HostCertificate hostCertificate() {
        return new HostCertificate(
                SshPublicKey.of(new byte[32]),
                certificates.isEmpty() ? null : Instant.now().plus(Duration.ofDays(300)));
    }

    @Override
    public void certify(String certificate) {
        certificates.add(certificate);
    }

    @Override
    public ToldStatus status() {
        tryUpdate();
        long sequence = orders.isEmpty() ? 0 : orders.getLast().sequence();
        return new ToldStatus(
                new NodeReport(
                        Instant.EPOCH,
                        slot.equals(NodeReport.BOOTSTRAP) ? "discovered" : "active",
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
                        boot,
                        "1",
                        List.of(),
                        cluster,
                        knowsContent ? new ContentReport(slotRelease, contentDigest, "idle", null, "") : null,
                        List.of(),
                        snapshots,
                        restore),
                List.copyOf(ended));
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
                mac.isEmpty() ? List.of() : List.of(new NicFact("eth0", mac, List.of())),
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
        if (refusesOrders) {
            throw new ProblemException(new Problem("order.expired", "order", "node", Map.of()));
        }
        Order order = Order.open(SignedEnvelope.read(envelope.getBytes(StandardCharsets.UTF_8)), fleet);
        orders.add(order);
        ClusterRestore wished = order.restore();
        RestoreReport before = restore;
        if (wished != null
                && before != null
                && wished.node().value().equals(id.value())
                && wished.since() > before.since()) {
            restore = new RestoreReport(
                    restoreFails.isEmpty() ? "done" : "failed",
                    wished.since(),
                    wished.snapshot(),
                    restoreFails,
                    Instant.EPOCH);
        }
    }

    boolean refusesOrders;
    String restoreFails = "";

    /** Null for an agent that knows no restores. */
    @Nullable
    RestoreReport restore = new RestoreReport("none", 0, "", "", Instant.EPOCH);

    final List<SnapshotReport> snapshots = new ArrayList<>();

    @Override
    public Lacking missingChunks(Digest bundle) {
        takeFromNeighbour();
        return new Lacking(lacking(bundle), receivedFrom);
    }

    /** All that a node named {@link #neighbour} has, as over the LAN of a site. */
    private void takeFromNeighbour() {
        PlayedNode from = neighbour;
        if (from != null) {
            from.chunks.forEach((digest, bytes) -> {
                if (chunks.putIfAbsent(digest, bytes) == null) {
                    receivedFrom.merge(from.id.value(), (long) bytes.length, Long::sum);
                }
            });
        }
    }

    @Override
    public void turn(Digest bundle) {
        turns.add(bundle);
    }

    private List<ChunkRef> lacking(Digest bundle) {
        byte[] manifest = chunks.get(bundle.hex());
        if (manifest == null) {
            return List.of(new ChunkRef(bundle, 1));
        }
        if (knowsContent && new String(manifest, StandardCharsets.UTF_8).contains("\"items\"")) {
            return ContentManifest.parse(manifest, "manifest").items().stream()
                    .flatMap(item -> item.chunks().stream())
                    .filter(chunk -> !chunks.containsKey(chunk.sha256()))
                    .map(chunk -> new ChunkRef(new Digest(chunk.sha256()), chunk.bytes()))
                    .distinct()
                    .toList();
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
        int taken = 0;
        for (ChunkRef chunk : wanted) {
            if (chunks.size() >= breaksOffAfter) {
                throw ProblemException.of(AppProblem.NODE_ANSWER_INVALID, "chunks", id, "reason", "broken");
            }
            if (taken++ == cutsEvery) {
                cuts++;
                away = awayAfterACut;
                throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "chunks", id, "reason", "cut");
            }
            try (ChunkSource.Reading reading = source.open()) {
                byte[] bytes = reading.read(chunk.sha256());
                if (!Sha256.of(bytes).equals(chunk.sha256().hex())) {
                    throw new IllegalStateException(NodeProblem.CHUNKS_DIGEST_MISMATCH.code());
                }
                chunks.put(chunk.sha256().hex(), bytes);
                this.sent += bytes.length;
                receivedFrom.merge(Lacking.LAPTOP, (long) bytes.length, Long::sum);
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
            lines.add(new LogEntry(id, boot, i, Instant.ofEpochMilli(i), 6, "unit", "line " + i));
        }
        return new TelemetryBatch(id, List.of(), lines, List.of(), events, Math.max(records, afterSequence), false);
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledged.add(sequence);
    }

    @Override
    public List<String> logs(int lines) {
        return List.of();
    }

    TrialLog trialLog = TrialLog.none(TrialLogState.NO_TRIAL);
    int trialLogsAsked;

    /** Of the last update, whatever it holds. */
    @Override
    public TrialLog trialLog() {
        trialLogsAsked++;
        UpdateEnd end = last;
        return end == null || trialLog.state() == TrialLogState.AGENT_TOO_OLD ? trialLog : trialLog.of(end);
    }

    @Override
    public String slots() {
        return "{}";
    }

    @Override
    public void reboot() {
        disk.boots().ifPresent(written -> {
            slot = "a";
            boot = "boot-of-slot";
            release = written;
        });
        restarted.run();
        if (silentReboots) {
            throw ProblemException.of(AppProblem.NODE_UNREACHABLE, "reboot", id, "reason", "down already");
        }
    }

    void runs(String wanted) {
        release = wanted;
    }

    @Override
    public void bootstrap() {
        slot = NodeReport.BOOTSTRAP;
        release = "";
        boot = "boot-of-bootstrap";
    }

    @Override
    public RecoveryLink recovery() {
        return disk;
    }

    @Override
    public void close() {}

    private void tryUpdate() {
        var wanted = orders.isEmpty() ? null : orders.getLast().release();
        if (wanted != null) {
            trySlot(wanted);
            tryContent(wanted);
        }
    }

    private void tryContent(DesiredRelease wanted) {
        String digest = wanted.contentDigest();
        if (knowsContent
                && digest != null
                && wanted.bundleDigest().equals(bundle)
                && lacking(new Digest(digest)).isEmpty()) {
            contentDigest = digest;
            release = wanted.releaseDigest();
        }
    }

    private void trySlot(DesiredRelease wanted) {
        if (wanted.bundleDigest().equals(bundle)
                || wanted.releaseDigest().equals(release)
                || (last != null && last.bundle().equals(wanted.bundleDigest()) && !triesAgain(wanted))
                || !lacking(new Digest(wanted.bundleDigest())).isEmpty()) {
            return;
        }
        triedBy = orders.getLast().sequence();
        String next = slot.equals("a") ? "b" : "a";
        last = new UpdateEnd(
                fallsBack ? "rolled-back" : "committed",
                fallsBack ? "unhealthy" : "",
                wanted.bundleDigest(),
                wanted.releaseDigest(),
                wanted.version(),
                slot,
                fallsBack ? slot : next,
                Instant.EPOCH.plusSeconds(ended.size()));
        if (!fallsBack) {
            slot = next;
            release = wanted.releaseDigest();
            bundle = wanted.bundleDigest();
            slotRelease = wanted.releaseDigest();
        }
        ended.add(Objects.requireNonNull(last));
    }

    /** Once by each order that says so. */
    private boolean triesAgain(DesiredRelease wanted) {
        return wanted.retryFailed() && triedBy < orders.getLast().sequence();
    }
}
