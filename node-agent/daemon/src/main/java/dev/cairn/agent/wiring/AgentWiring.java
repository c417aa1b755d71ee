package dev.cairn.agent.wiring;

import dev.cairn.agent.beacon.BeaconTargets;
import dev.cairn.agent.beacon.Beaconing;
import dev.cairn.agent.content.OrderedContent;
import dev.cairn.agent.facts.FactsReader;
import dev.cairn.agent.health.KubernetesHealth;
import dev.cairn.agent.identity.HostCertificate;
import dev.cairn.agent.identity.HostKey;
import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.identity.NodeIdentity;
import dev.cairn.agent.kubernetes.Kubeconfig;
import dev.cairn.agent.kubernetes.KubernetesWatch;
import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.log.AgentLoggers;
import dev.cairn.agent.neighbour.ChunkOffer;
import dev.cairn.agent.neighbour.NeighbourFetch;
import dev.cairn.agent.neighbour.NeighbourLink;
import dev.cairn.agent.neighbour.Neighbours;
import dev.cairn.agent.neighbour.Offers;
import dev.cairn.agent.neighbour.SiteTurn;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.order.SecretsDesk;
import dev.cairn.agent.recovery.Recovery;
import dev.cairn.agent.recovery.RecoveryDesk;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotEntries;
import dev.cairn.agent.ssh.AgentSshServer;
import dev.cairn.agent.ssh.NodeCommands;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.stick.StickWatch;
import dev.cairn.agent.telemetry.Journal;
import dev.cairn.agent.telemetry.LogTail;
import dev.cairn.agent.telemetry.OwnLog;
import dev.cairn.agent.telemetry.Sampler;
import dev.cairn.agent.telemetry.Spool;
import dev.cairn.agent.trust.LoginJudge;
import dev.cairn.agent.trust.RevokedLogins;
import dev.cairn.agent.trust.TrustedTime;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.ChunkDesk;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.agent.update.Parcel;
import dev.cairn.agent.update.TrialLogs;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.agent.update.UpdateStore;
import dev.cairn.agent.watchdog.LaneSign;
import dev.cairn.agent.watchdog.SshSign;
import dev.cairn.agent.watchdog.Watchdog;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.StickReceipt;
import dev.cairn.protocol.UpdatePhase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the agent from top to bottom and closes it from bottom to top. */
public final class AgentWiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWiring.class);
    private static final Duration STUCK = Duration.ofMinutes(5);
    private static final Duration SSH_ANSWER = Duration.ofSeconds(15);
    /** Leaves room on a site's LAN for its own work. */
    private static final long NEIGHBOURS_BYTES_PER_SECOND = 64L << 20;

    private static final Duration SYNC = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final AtomicBoolean up = new AtomicBoolean();
    private final AgentSshServer ssh;

    /** Starts everything; {@code exit} ends the process on a played machine. */
    public AgentWiring(AgentOptions options, InstantSource clock, IntConsumer exit) throws IOException {
        Platform platform = Platform.of(options, exit);
        Machine machine = platform.machine();
        BootLoaderEntries entries = new EspEntries(platform.esp());
        StateFolder state = new StateFolder(options.state());
        Seed seed = readSeed(platform.seed());
        NodeIdentity identity = NodeIdentity.load(state);
        String machineId = machineId(machine, state);

        LogTail tail = new LogTail();
        boolean journal = platform.hasJournal() && Journal.isPresent(Platform.JOURNALCTL);
        Spool spool = closing(new Spool(
                options.state().resolve("telemetry"), identity.node(), machine.bootId(), Spool.Quota.DEFAULT, clock));
        if (LoggerFactory.getILoggerFactory() instanceof AgentLoggers loggers) {
            loggers.listen(new OwnLog(tail, spool, !journal, platform.ownLog()));
        }

        TrustedTime time = new TrustedTime(state, clock);
        RevokedLogins revoked = new RevokedLogins(state);
        UpdateStore updates = UpdateStore.in(state);
        OrderDesk orders = new OrderDesk(
                state,
                seed,
                identity.node(),
                time,
                revoked,
                () -> updates.load().lowest());
        HostCertificate certificate = new HostCertificate(state, identity.hostKey(), seed.fleetPublicKey(), time);
        // The bootstrap system belongs to no site: it forms no cluster and runs no Kubernetes, and says so.
        Supplier<Optional<Membership>> place = machine.runsBootstrap() ? Optional::empty : orders::membership;
        Optional<SiteFormation> formation = platform.cluster()
                .filter(cluster -> !machine.runsBootstrap())
                .map(cluster -> new SiteFormation(
                        seed,
                        identity,
                        machine,
                        machineId,
                        orders,
                        new SiteFormation.Cluster(cluster, cluster, platform.snapshots()),
                        platform.kubernetes()::isPresent,
                        Objects.requireNonNullElse(
                                options.voters(), platform.settings().voters()),
                        state,
                        options.state(),
                        spool,
                        clock));
        KubernetesWatch kubernetes = new KubernetesWatch(
                platform.kubernetes(),
                () -> formation.map(SiteFormation::membership).orElseGet(place),
                seed,
                clock,
                platform.kubernetesPoll());
        ChunkStore store = new ChunkStore(options.state().resolve("chunks"));
        BundleChunks chunks = new BundleChunks(store, machine.bootedSlot().orElse(null), platform.slots(), entries);
        Neighbours neighbours =
                new Neighbours(identity.node(), () -> orders.membership().map(Membership::site), clock);
        Optional<ContentParts> contentParts = platform.content().filter(parts -> !machine.runsBootstrap());
        Optional<OrderedContent> orderedContent =
                contentParts.map(parts -> SiteContent.ordered(parts, orders, options.state()));
        Parcel parcel = orderedContent.<Parcel>map(ordered -> ordered).orElse(Parcel.NONE);
        ChunkOffer offer = new ChunkOffer(chunks, parcel, NEIGHBOURS_BYTES_PER_SECOND, clock);
        SiteTurn turn = new SiteTurn(
                identity.node(),
                () -> orders.accepted().flatMap(order -> Optional.ofNullable(order.nodes())),
                neighbours,
                offer::hasServed,
                clock);
        UpdateMachine update = new UpdateMachine(new UpdateMachine.Parts(
                machine,
                platform.slots(),
                entries,
                chunks,
                updates,
                new KubernetesHealth(up::get, kubernetes::status),
                spool,
                clock,
                machineId,
                turn,
                platform.evacuation(),
                platform.snapshots()));
        orders.accepted().ifPresent(order -> update.desire(order.sequence(), order.release()));

        String bundle = runningBundle(machine, entries);
        Optional<SiteContent> content = contentParts.map(parts -> new SiteContent(
                parts,
                orderedContent.orElseThrow(),
                orders,
                wanted -> wanted.equals(bundle) && update.record().phase() == UpdatePhase.IDLE,
                state,
                spool));
        Lane updateLane = closing(Lane.start("update", update::step));
        Optional<Lane> contentLane = content.map(changing -> closing(Lane.start("content", changing::step)));
        Optional<Lane> formationLane = formation.flatMap(this::form);
        TrialLogs trialLogs = new TrialLogs(update::record, platform.bootLogs(), state, machine);
        closing(Lane.start("trial-log", trialLogs::turn));
        Lane kubernetesLane = closing(Lane.start("kubernetes", kubernetes::turn));
        SlotReports slotReports = new SlotReports(machine, entries, update);
        NodeReport report = new NodeReport(
                seed,
                identity,
                state,
                machine,
                orders,
                place,
                kubernetes,
                update,
                spool,
                slotReports,
                machineId,
                version(),
                time,
                formation,
                content,
                platform.snapshots());
        Runnable arrived = () -> {
            updateLane.wake();
            contentLane.ifPresent(Lane::wake);
        };
        ChunkDesk desk = new ChunkDesk(orders, chunks, update, bundle, parcel, arrived);
        BeaconWaker beaconWaker = new BeaconWaker();
        LiveNode node = new LiveNode(new LiveNode.Parts(
                report,
                slotReports,
                new FactsReader(Path.of("/")),
                orders,
                certificate,
                desk,
                given -> {
                    turn.give(given);
                    updateLane.wake();
                },
                update,
                machine,
                entries,
                new Kubeconfig(platform.kubeconfig()),
                new SecretsDesk(seed, identity.node(), machine.bootId(), time, platform.secrets(), spool),
                spool,
                tail,
                trialLogs,
                order -> {
                    machine.applyHostName(order.membership().hostName());
                    update.desire(order.sequence(), order.release());
                    updateLane.wake();
                    contentLane.ifPresent(Lane::wake);
                    formationLane.ifPresent(Lane::wake);
                    kubernetesLane.wake();
                    beaconWaker.wake();
                }));
        if (!machine.runsBootstrap()) {
            closing(Lane.start(
                    "neighbours",
                    new NeighbourFetch(
                            neighbours,
                            desk,
                            List.of(update::awaited, () -> content.flatMap(SiteContent::awaited)),
                            neighbour -> NeighbourLink.open(neighbour, identity.hostKey()),
                            arrived,
                            new NodeOrders(orders, node),
                            options.beacon())::turn));
            closing(Lane.start(
                    "stick",
                    new StickWatch(new StickWatch.Parts(
                            platform.sticks(),
                            desk,
                            () -> orders.membership().map(Membership::site),
                            orders::envelope,
                            node::order,
                            orders::release,
                            report::status,
                            status -> StickReceipt.of(
                                    status, certificate.told().key(), bytes -> HostKey.sign(identity.hostKey(), bytes)),
                            spool,
                            arrived))::turn));
        }
        Recovery recovery = closing(new Recovery(new Recovery.Parts(
                new RecoveryDesk(
                        seed,
                        identity.node(),
                        machine.bootId(),
                        time::instant,
                        () -> updates.load().lowest()),
                machine,
                platform.slots(),
                entries,
                new ChunkStore(options.state().resolve("recovery")),
                platform.data(),
                spool,
                machineId)));
        LoginJudge logins = new LoginJudge(
                seed.fleetPublicKey(), () -> orders.membership().map(Membership::site), revoked::all, time);
        ssh = closing(AgentSshServer.start(
                options.listen(),
                new AgentSshServer.Trust(identity.hostKey(), certificate, logins, neighbours::isHostKey, spool, time),
                new NodeCommands(node, recovery),
                new Offers(offer, orders::envelope),
                options.kubernetesPort()));
        LOG.info("node {} listens on {}:{}", identity.node(), options.listen().getHostString(), ssh.port());

        Beaconing beacons = closing(Beaconing.start(
                BeaconCodec.of(seed),
                counter -> report.beacon(ssh.port(), report.runningRelease(), counter),
                new BeaconTargets(options.beacons()),
                options.beacon(),
                new InetSocketAddress(options.listen().getAddress(), options.beaconPort()),
                neighbours::heard));
        beaconWaker.set(beacons);

        machine.applyHostName(orders.hostName().orElseGet(identity::defaultHostName));
        machine.bootedSlot()
                .filter(slot -> !machineId.isEmpty())
                .ifPresent(slot -> new SlotEntries(machine, entries).keepMachineId(slot, machineId));
        forgetBootstrap(machine, entries);
        Sampler sampler = new Sampler(Path.of("/"), options.state());
        closing(Lane.start("samples", () -> {
            spool.append(sampler.sample());
            return options.sample();
        }));
        closing(Lane.start("spool-sync", () -> {
            spool.sync();
            return SYNC;
        }));
        if (journal) {
            closing(Lane.start("journal", new Journal(Platform.JOURNALCTL, state, spool, tail)::follow));
        }
        spool.event(
                "agent.started",
                "slot " + machine.bootedSlot().map(slot -> slot.word()).orElse("none"),
                Map.of("boot", machine.bootId()));
        Watchdog.of(
                        System.getenv("NOTIFY_SOCKET"),
                        update::watchdogLimit,
                        List.of(
                                new LaneSign(
                                        "update",
                                        updateLane,
                                        () -> update.status().bytesDone(),
                                        STUCK),
                                new SshSign(options.listen().getAddress(), ssh.port(), SSH_ANSWER)))
                .ifPresent(watchdog -> closing(Lane.start("watchdog", watchdog::turn)));
        up.set(true);
        updateLane.wake();
    }

    /** The SSH port in use. */
    public int sshPort() {
        return ssh.port();
    }

    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception failed) {
                LOG.warn("closing failed: {}", failed.getMessage());
            }
        }
    }

    /** Beacons start last, but orders may come as soon as SSH listens. */
    private static final class BeaconWaker {
        private volatile Optional<Beaconing> beacons = Optional.empty();

        void set(Beaconing started) {
            beacons = Optional.of(started);
        }

        void wake() {
            beacons.ifPresent(Beaconing::wake);
        }
    }

    /** What the neighbours' orders meet. */
    private record NodeOrders(OrderDesk desk, LiveNode node) implements NeighbourFetch.Orders {
        @Override
        public long sequence() {
            return desk.accepted().map(OrderDesk.AcceptedOrder::sequence).orElse(0L);
        }

        @Override
        public void take(byte[] envelope) {
            node.order(envelope);
        }
    }

    /** A node that cannot hear its neighbours would take itself for the only one, so it forms nothing. */
    private Optional<Lane> form(SiteFormation formation) {
        try {
            closing(formation.exchange());
        } catch (IOException refused) {
            LOG.error("no cluster is formed, since the neighbours cannot be heard: {}", refused.getMessage());
            return Optional.empty();
        }
        return Optional.of(closing(Lane.start("formation", formation::turn)));
    }

    private <T extends AutoCloseable> T closing(T part) {
        toClose.push(part);
        return part;
    }

    static Seed readSeed(Path file) throws IOException {
        try {
            return Seed.read(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            throw new ProtocolException(NodeProblem.SEED_MISSING, "start", file.toString(), Map.of(), missing);
        }
    }

    /** The id of the first boot, kept: the slots themselves have none. */
    private static String machineId(Machine machine, StateFolder state) {
        Optional<String> kept = state.read("machine-id")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                .filter(id -> id.matches("[0-9a-f]{32}"));
        if (kept.isPresent()) {
            return kept.get();
        }
        String first = machine.machineId().orElse("");
        if (!first.isEmpty()) {
            try {
                state.write("machine-id", first.getBytes(StandardCharsets.US_ASCII));
            } catch (ProtocolException unwritable) {
                LOG.warn("the machine id could not be kept: {}", unwritable.getMessage());
            }
        }
        return first;
    }

    private static String runningBundle(Machine machine, BootLoaderEntries entries) throws IOException {
        if (machine.bootedSlot().isEmpty()) {
            return "";
        }
        return entries.manifest(machine.bootedSlot().get()).map(Sha256::of).orElse("");
    }

    private static void forgetBootstrap(Machine machine, BootLoaderEntries entries) {
        try {
            if (machine.bootedSlot().isEmpty()) {
                entries.forgetBootstrap();
            }
        } catch (IOException refused) {
            LOG.warn("the choice of the bootstrap entry could not be taken back: {}", refused.getMessage());
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(AgentWiring.class.getPackage().getImplementationVersion(), "development");
    }
}
