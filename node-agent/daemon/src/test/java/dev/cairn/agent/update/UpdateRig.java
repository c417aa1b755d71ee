package dev.cairn.agent.update;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.health.HealthCheck;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.played.LoaderOfTests;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.ClusterSnapshot;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdatePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine in folders, with the loader's rules between boots, driven step by step without waiting. */
final class UpdateRig {
    private static final UUID GUID = new UUID(1, 2);
    private static final int MOST_BOOTS = 60;
    private static final Duration WATCHDOG = Duration.ofSeconds(90);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONG_WAIT = Duration.ofMinutes(30);

    /** cairn-trial-guard.timer */
    private static final Duration TRIAL_GUARD = Duration.ofMinutes(20);

    private static final int PLAYED_IN_FULL = 40;
    private static final Duration COARSE = Duration.ofMinutes(4);
    private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(100);
    private static final Duration FOR_EVER = Duration.ofHours(12);

    final EspEntries esp;
    final FileSlotStore slots;
    final StateFolder state;
    /** What was received, as the running agent knows it. */
    ChunkStore chunks;

    private final Path folder;
    private Instant clock = Instant.ofEpochMilli(1_700_000_000_000L);
    private SlotName booted = SlotName.A;
    private int boots;
    private Duration uptime = Duration.ZERO;
    private Duration total = Duration.ZERO;
    private boolean rebootAsked;
    private boolean tried;
    private boolean warmReboots;
    /** What systemd noted of the agent before this one; a reboot forgets it. */
    boolean agentHung;

    private @Nullable UpdateMachine running;
    private @Nullable SlotBundle ordered;

    @Nullable
    DesiredRelease wish;

    long sequence;

    @Nullable
    Long number;

    @Nullable
    Long floor;

    /** The order is taken back as soon as this phase is reached. */
    @Nullable
    UpdatePhase withdrawnIn;

    boolean healthy = true;

    /** Healthy for so many looks, then never again. */
    int healthyLooks = Integer.MAX_VALUE;

    boolean kernelOfTrialBoots = true;

    /** Workloads that are moved away before a restart, one at each look; they come back when the node takes work again. */
    int workloads = 2;

    /** A disruption budget is in the way. */
    boolean workloadsStay;

    /** Takes no work: known to Kubernetes, whatever happens to the node. */
    boolean closed;

    /** What was kept of the cluster, on the data partition. */
    final List<ClusterSnapshot> snapshots = new ArrayList<>();

    /** How every snapshot ends; null for well. */
    ClusterSnapshots.@Nullable Taking snapshotsEnd;

    /** Hears of each phase just before it is saved. */
    Consumer<UpdatePhase> whileSaving = phase -> {};

    UpdateRig(Path folder, SlotBundle first) throws IOException {
        this(folder, first, 64 << 20);
    }

    UpdateRig(Path folder, SlotBundle first, long slotBytes) throws IOException {
        this.folder = folder;
        this.esp = new EspEntries(folder.resolve("esp"));
        this.state = new StateFolder(folder.resolve("state"));
        this.chunks = new ChunkStore(folder.resolve("state/chunks"));
        Files.createDirectories(folder.resolve("esp"));
        Files.copy(first.root(), folder.resolve("slot-a"));
        Files.write(folder.resolve("slot-b"), new byte[0]);
        this.slots = new FileSlotStore(Map.of(
                SlotName.A, new FileSlotStore.Place(folder.resolve("slot-a"), slotBytes),
                SlotName.B, new FileSlotStore.Place(folder.resolve("slot-b"), slotBytes)));
        esp.putFile(SlotName.A, "linux", Files.readAllBytes(first.kernel()));
        esp.putFile(SlotName.A, "initrd", Files.readAllBytes(first.initrd()));
        esp.putFile(SlotName.A, "manifest.json", first.manifestBytes());
        KernelCommandLine line = new KernelCommandLine(
                GUID,
                dev.cairn.image.slot.SlotName.A,
                first.manifest().release().digest(),
                Optional.empty(),
                List.of("own.option=1"));
        esp.put(SlotName.A, LoaderEntry.good(dev.cairn.image.slot.SlotName.A, line, "Cairn", 1));
    }

    void order(SlotBundle bundle) throws IOException {
        sequence++;
        wish = new DesiredRelease(
                bundle.digest(),
                bundle.manifest().release().digest(),
                bundle.manifest().release().version(),
                30,
                false,
                number,
                floor);
        ordered = bundle;
        deliver(bundle);
    }

    /** What a laptop would send again whenever the node asks. */
    void deliver(SlotBundle bundle) throws IOException {
        chunks.put(bundle.digest(), bundle.manifestBytes());
        for (Map.Entry<String, byte[]> chunk : Laptop.chunks(bundle).entrySet()) {
            chunks.put(chunk.getKey(), chunk.getValue());
        }
    }

    /** The next restart comes up in the other slot without firmware and loader, as kexec does it. */
    void warmReboots() {
        warmReboots = true;
    }

    /** Runs boots until the update rests; returns the record at rest. */
    UpdateRecord runToRest(Disturbance disturbance) throws IOException {
        for (int boot = 0; boot < MOST_BOOTS; boot++) {
            Optional<UpdateRecord> rest = boot(disturbance);
            if (rest.isPresent()) {
                return rest.get();
            }
            bootByTheLoadersRules();
        }
        throw new AssertionError("never came to rest");
    }

    /** Runs until the trial slot has been chosen to boot next. */
    void runToTheFlip() throws IOException {
        boot(Disturbance.none());
        bootByTheLoadersRules();
    }

    /** One boot, whatever becomes of it, and what the loader chooses after it. */
    void bootOnce(Disturbance disturbance) throws IOException {
        boot(disturbance);
        bootByTheLoadersRules();
    }

    /** The power goes and comes again. */
    void powerCycle() throws IOException {
        bootByTheLoadersRules();
    }

    /** What the agent that ran last would report. */
    UpdateRecord saved() {
        return UpdateStore.in(state).load();
    }

    /** Runs the booted slot for a while, or until it restarts or rests. */
    void runFor(Duration time) {
        beginBoot();
        Duration end = total.plus(time);
        UpdateMachine update = start(Disturbance.none());
        running = update;
        while (!rebootAsked && total.compareTo(end) < 0) {
            pass(update.step());
        }
    }

    private void beginBoot() {
        rebootAsked = false;
        boots++;
        uptime = Duration.ZERO;
    }

    /** One boot, with as many starts of the agent as it takes. */
    private Optional<UpdateRecord> boot(Disturbance disturbance) throws IOException {
        beginBoot();
        try {
            for (int start = 0; !rebootAsked && !guardReboots(); start++) {
                try {
                    Optional<UpdateRecord> rest = runAgent(disturbance);
                    if (rest.isPresent()) {
                        return rest;
                    }
                } catch (Disturbance.AgentGone gone) {
                    pass(start > PLAYED_IN_FULL ? COARSE : gone.hung ? WATCHDOG : AFTER_FAILURE);
                    repairInTime(disturbance);
                }
            }
        } catch (Disturbance.PowerLost lost) {
            // The next boot.
        } finally {
            running = null;
        }
        return Optional.empty();
    }

    private Optional<UpdateRecord> runAgent(Disturbance disturbance) throws IOException {
        UpdateMachine update;
        try {
            update = start(disturbance);
        } catch (RuntimeException failed) {
            // The agent ends and systemd starts it again.
            throw new Disturbance.AgentGone(false);
        }
        for (int step = 0; !rebootAsked && !guardReboots(); step++) {
            Duration wait;
            try {
                wait = update.step();
            } catch (RuntimeException failed) {
                wait = AFTER_FAILURE;
            }
            boolean waits = wait.compareTo(LONG_WAIT) > 0;
            if (waits && update.record().phase() == UpdatePhase.IDLE) {
                return Optional.of(update.record());
            }
            if (waits && update.record().phase() == UpdatePhase.TRANSFER && ordered != null) {
                deliver(ordered);
            }
            // Hours of the same failure need not be played second by second.
            pass(step > PLAYED_IN_FULL && wait.compareTo(COARSE) < 0 ? COARSE : wait);
            repairInTime(disturbance);
        }
        return Optional.empty();
    }

    /** A newer order comes in while the phase is being saved. */
    private void withdraw(UpdatePhase next) {
        if (next == withdrawnIn && wish != null && running != null) {
            sequence++;
            wish = null;
            running.desire(sequence, null);
        }
    }

    private void pass(Duration time) {
        uptime = uptime.plus(time);
        total = total.plus(time);
        if (total.compareTo(FOR_EVER) > 0) {
            throw new AssertionError("never came to rest");
        }
    }

    private void repairInTime(Disturbance disturbance) {
        if (total.compareTo(UNTIL_REPAIRED) > 0) {
            disturbance.repair();
        }
    }

    private boolean guardReboots() throws IOException {
        return uptime.compareTo(TRIAL_GUARD) > 0
                && esp.of(booted).filter(entry -> entry.triesLeft().isPresent()).isPresent();
    }

    private UpdateMachine start(Disturbance disturbance) {
        running = null;
        chunks = new ChunkStore(folder.resolve("state/chunks"));
        SlotStore slotsNow = disturbance.over(SlotStore.class, slots, this);
        BootLoaderEntries entriesNow = disturbance.over(BootLoaderEntries.class, esp, this);
        UpdateMachine update = new UpdateMachine(new UpdateMachine.Parts(
                disturbance.over(Machine.class, new RigMachine(), this),
                slotsNow,
                entriesNow,
                new BundleChunks(
                        new DisturbedChunks(folder.resolve("state/chunks"), chunks, disturbance, this),
                        booted,
                        slotsNow,
                        entriesNow),
                disturbance.over(UpdateStore.class, UpdateStore.in(state), this),
                disturbance.over(HealthCheck.class, new RigHealth(), this),
                disturbance.over(EventLog.class, (kind, text, attributes) -> {}, this),
                () -> clock,
                "0123456789abcdef0123456789abcdef",
                Turn.AT_ONCE,
                disturbance.over(Evacuation.class, new RigEvacuation(), this),
                disturbance.over(ClusterSnapshots.class, new RigSnapshots(), this)));
        update.desire(sequence, wish);
        running = update;
        return update;
    }

    /** The phase that the update is in; before it has read its record, the one that is saved. */
    UpdatePhase phase() {
        UpdateMachine now = running;
        return now == null ? UpdatePhase.IDLE : now.record().phase();
    }

    void setClock(long millis) {
        clock = Instant.ofEpochMilli(millis);
    }

    /** The slot that runs is the one that is known to be good, or on trial: never is a byte of it changed, nor its entry made worse. */
    void requireAllowed(Operation operation, Object[] given) throws IOException {
        if (operation.is("UpdateStore.save")) {
            UpdatePhase next = ((UpdateRecord) given[0]).phase();
            whileSaving.accept(next);
            withdraw(next);
        }
        boolean own = given.length > 0 && given[0] == booted;
        boolean writes = operation.is("SlotStore.open")
                || operation.is("BootLoaderEntries.putFile")
                || operation.is("BootLoaderEntries.clear")
                || operation.is("BootLoaderEntries.remove");
        boolean worsens = operation.is("BootLoaderEntries.put")
                && ((LoaderEntry) given[1]).triesLeft().isPresent()
                && esp.of((SlotName) given[0])
                        .filter(entry -> entry.triesLeft().isEmpty())
                        .isPresent();
        if (own && writes || worsens) {
            throw new AssertionError("the only good slot is written to: " + operation);
        }
    }

    /** What a power cut may leave of a new file on FAT. */
    void leaveEmptyEntry(LoaderEntry entry) throws IOException {
        Path file = folder.resolve("esp/loader/entries").resolve(entry.fileName());
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }

    /** Every boot must find an entry whose slot holds exactly what its manifest says: anything else is a brick. */
    private void bootByTheLoadersRules() throws IOException {
        if (warmReboots) {
            warmReboots = false;
            booted = booted.other();
            return;
        }
        for (int tries = 0; tries < 5; tries++) {
            LoaderEntry entry = LoaderOfTests.choose(folder.resolve("esp"));
            SlotName slot = SlotName.of(entry.name().substring("cairn-".length()));
            requireBootable(slot);
            boolean onTrial = entry.triesLeft().isPresent();
            tried |= onTrial;
            if (!onTrial || kernelOfTrialBoots) {
                booted = slot;
                return;
            }
        }
        throw new AssertionError("the loader never came to a good slot");
    }

    /** How long the machine has been up. */
    Duration uptime() {
        return uptime;
    }

    boolean restarts() {
        return rebootAsked;
    }

    /** Whether the loader ever started an entry on trial. */
    boolean tried() {
        return tried;
    }

    void requireBootable(SlotName slot) throws IOException {
        byte[] manifest = esp.manifest(slot).orElseThrow(() -> new AssertionError("no manifest in " + slot));
        var files = SlotManifest.parse(manifest, slot.word()).files();
        requireEqual(
                files.kernel(), digests(files.kernel(), esp.file(slot, "linux").orElse(new byte[0])), "kernel");
        requireEqual(
                files.initrd(), digests(files.initrd(), esp.file(slot, "initrd").orElse(new byte[0])), "initrd");
        List<Long> lengths = files.root().chunks().stream()
                .map(chunk -> (long) chunk.bytes())
                .toList();
        requireEqual(files.root(), slots.digests(slot, lengths), "root");
    }

    /** Of the whole file, so that bytes behind the last chunk are noticed too. */
    private static List<String> digests(SlotManifest.SlotFile file, byte[] bytes) {
        List<String> digests = new ArrayList<>();
        int at = 0;
        for (SlotManifest.Chunk chunk : file.chunks()) {
            int end = Math.min(bytes.length, at + chunk.bytes());
            digests.add(Sha256.of(Arrays.copyOfRange(bytes, Math.min(at, end), end)));
            at = end;
        }
        if (at < bytes.length) {
            digests.add(Sha256.of(Arrays.copyOfRange(bytes, at, bytes.length)));
        }
        return digests;
    }

    private static void requireEqual(SlotManifest.SlotFile expected, List<String> found, String what) {
        if (!expected.chunks().stream().map(SlotManifest.Chunk::sha256).toList().equals(found)) {
            throw new AssertionError("the loader would boot a " + what + " that is not whole");
        }
    }

    SlotName booted() {
        return booted;
    }

    private final class RigMachine implements Machine {
        @Override
        public boolean agentHung() {
            return agentHung;
        }

        @Override
        public Optional<SlotName> bootedSlot() {
            return Optional.of(booted);
        }

        @Override
        public String bootId() {
            return "boot-" + boots;
        }

        @Override
        public long uptimeMs() {
            return uptime.toMillis();
        }

        @Override
        public Optional<String> machineId() {
            return Optional.empty();
        }

        @Override
        public UUID partitionGuid(SlotName slot) {
            return GUID;
        }

        @Override
        public void applyHostName(String hostName) {}

        @Override
        public void reboot() {
            rebootAsked = true;
        }
    }

    private final class RigEvacuation implements Evacuation {
        @Override
        public Leaving leave() {
            closed = true;
            if (workloadsStay) {
                return new Leaving.Refused("shop/till-1: the disruption budget does not allow it");
            }
            return workloads == 0 ? new Leaving.Gone() : new Leaving.Underway(workloads-- + " left");
        }

        @Override
        public boolean comeBack() {
            closed = false;
            return true;
        }
    }

    private final class RigSnapshots implements ClusterSnapshots {
        @Override
        public Taking take(String label) {
            if (snapshotsEnd != null) {
                return snapshotsEnd;
            }
            ClusterSnapshot taken = new ClusterSnapshot(label + "-" + snapshots.size(), clock.toEpochMilli(), 1);
            snapshots.add(taken);
            return new Taking.Taken(taken);
        }

        @Override
        public List<ClusterSnapshot> list() {
            return snapshots;
        }
    }

    private final class RigHealth implements HealthCheck {
        @Override
        public boolean kubernetesReady() {
            return true;
        }

        @Override
        public Verdict judge(boolean kubernetesWasReady) {
            return healthy && healthyLooks-- > 0 ? new Verdict.Healthy() : new Verdict.NotYet("sick on purpose");
        }
    }
}
