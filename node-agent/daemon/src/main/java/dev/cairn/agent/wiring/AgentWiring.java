package dev.cairn.agent.wiring;

import dev.cairn.agent.beacon.BeaconTargets;
import dev.cairn.agent.beacon.Beaconing;
import dev.cairn.agent.facts.FactsReader;
import dev.cairn.agent.health.KubernetesHealth;
import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.identity.NodeIdentity;
import dev.cairn.agent.kubernetes.KubernetesWatch;
import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotEntries;
import dev.cairn.agent.ssh.AgentSshServer;
import dev.cairn.agent.ssh.NodeCommands;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.Journal;
import dev.cairn.agent.telemetry.LogTail;
import dev.cairn.agent.telemetry.OwnLog;
import dev.cairn.agent.telemetry.Sampler;
import dev.cairn.agent.telemetry.Spool;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.ChunkDesk;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.agent.update.UpdateStore;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the agent from top to bottom and closes it from bottom to top. */
public final class AgentWiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWiring.class);
    private static final Path JOURNALCTL = Path.of("/usr/bin/journalctl");
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
        boolean journal = platform.hasJournal() && Journal.isPresent(JOURNALCTL);
        Spool spool = closing(new Spool(
                options.state().resolve("telemetry"), identity.node(), machine.bootId(), Spool.Quota.DEFAULT, clock));
        AgentLogging.also(new OwnLog(tail, spool, !journal));

        OrderDesk orders = new OrderDesk(state, seed, identity.node(), clock);
        KubernetesWatch kubernetes =
                new KubernetesWatch(platform.kubernetes(), orders::membership, seed, clock, platform.kubernetesPoll());
        ChunkStore store = new ChunkStore(options.state().resolve("chunks"));
        BundleChunks chunks = new BundleChunks(store, machine.bootedSlot().orElse(null), platform.slots(), entries);
        UpdateMachine update = new UpdateMachine(new UpdateMachine.Parts(
                machine,
                platform.slots(),
                entries,
                chunks,
                UpdateStore.in(state),
                new KubernetesHealth(up::get, kubernetes::status),
                spool,
                clock,
                machineId));
        orders.accepted().ifPresent(order -> update.desire(order.sequence(), order.release()));

        Lane updateLane = closing(Lane.start("update", update::step));
        Lane kubernetesLane = closing(Lane.start("kubernetes", kubernetes::turn));
        SlotReports slotReports = new SlotReports(machine, entries, update);
        NodeReport report = new NodeReport(
                seed,
                identity,
                state,
                machine,
                orders,
                kubernetes,
                update,
                spool,
                slotReports,
                machineId,
                version(),
                clock);
        ChunkDesk desk = new ChunkDesk(orders, chunks, update, runningBundle(machine, entries), updateLane::wake);
        BeaconWaker beaconWaker = new BeaconWaker();
        LiveNode node = new LiveNode(new LiveNode.Parts(
                report,
                slotReports,
                new FactsReader(Path.of("/")),
                orders,
                desk,
                update,
                machine,
                entries,
                spool,
                tail,
                order -> {
                    machine.applyHostName(order.membership().hostName());
                    update.desire(order.sequence(), order.release());
                    updateLane.wake();
                    kubernetesLane.wake();
                    beaconWaker.wake();
                }));
        ssh = closing(AgentSshServer.start(options.listen(), identity.hostKey(), seed, new NodeCommands(node)));
        LOG.info("node {} listens on {}:{}", identity.node(), options.listen().getHostString(), ssh.port());

        String release = runningRelease(slotReports);
        Beaconing beacons = closing(Beaconing.start(
                BeaconCodec.of(seed),
                counter -> report.beacon(ssh.port(), release, counter),
                new BeaconTargets(options.beacons()),
                options.beacon(),
                options.listen().getAddress()));
        beaconWaker.set(beacons);

        machine.applyHostName(orders.membership().map(Membership::hostName).orElseGet(identity::defaultHostName));
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
            closing(Lane.start("journal", new Journal(JOURNALCTL, state, spool, tail)::follow));
        }
        spool.event(
                "agent.started",
                "slot " + machine.bootedSlot().map(slot -> slot.word()).orElse("none"),
                Map.of("boot", machine.bootId()));
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

    private <T extends AutoCloseable> T closing(T part) {
        toClose.push(part);
        return part;
    }

    private static Seed readSeed(Path file) throws IOException {
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

    private static String runningRelease(SlotReports slots) {
        return slots.all().stream()
                .filter(slot -> slot.booted())
                .map(slot -> Objects.requireNonNullElse(slot.releaseDigest(), ""))
                .findFirst()
                .orElse("");
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
