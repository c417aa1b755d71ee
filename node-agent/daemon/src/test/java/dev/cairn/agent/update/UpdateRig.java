package dev.cairn.agent.update;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.health.HealthCheck;
import dev.cairn.agent.played.LoaderOfTests;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdatePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine in folders, with the loader's rules between boots, driven step by step without waiting. */
final class UpdateRig {
    private static final UUID GUID = new UUID(1, 2);
    private static final int MOST_STEPS = 400;
    private static final int MOST_BOOTS = 12;

    final EspEntries esp;
    final FileSlotStore slots;
    final StateFolder state;
    final ChunkStore chunks;
    private final Path folder;
    private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_000));
    private SlotName booted = SlotName.A;
    private int boots;
    private long uptime;
    private boolean rebootAsked;

    @Nullable
    DesiredRelease wish;

    long sequence;
    boolean healthy = true;
    boolean kernelOfTrialBoots = true;

    UpdateRig(Path folder, SlotBundle first) throws IOException {
        this.folder = folder;
        this.esp = new EspEntries(folder.resolve("esp"));
        this.state = new StateFolder(folder.resolve("state"));
        this.chunks = new ChunkStore(folder.resolve("state/chunks"));
        Files.createDirectories(folder.resolve("esp"));
        Files.copy(first.root(), folder.resolve("slot-a"));
        Files.write(folder.resolve("slot-b"), new byte[0]);
        this.slots = new FileSlotStore(Map.of(
                SlotName.A, new FileSlotStore.Place(folder.resolve("slot-a"), 64 << 20),
                SlotName.B, new FileSlotStore.Place(folder.resolve("slot-b"), 64 << 20)));
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
                false);
        deliver(bundle);
    }

    /** What a laptop would send again whenever the node asks. */
    void deliver(SlotBundle bundle) throws IOException {
        chunks.put(bundle.digest(), bundle.manifestBytes());
        for (Map.Entry<String, byte[]> chunk : Laptop.chunks(bundle).entrySet()) {
            chunks.put(chunk.getKey(), chunk.getValue());
        }
    }

    /** Runs boots until the update rests, with one power cut somewhere on the way; returns the record at rest. */
    UpdateRecord runToRest(PowerCut cut) throws IOException {
        for (int boot = 0; boot < MOST_BOOTS; boot++) {
            Optional<UpdateRecord> rest = boot(cut);
            if (rest.isPresent()) {
                return rest.get();
            }
            bootByTheLoadersRules();
        }
        throw new AssertionError("never came to rest");
    }

    /** Runs until the trial slot has been chosen to boot next. */
    void runToTheFlip() throws IOException {
        boot(new PowerCut(Long.MAX_VALUE));
        bootByTheLoadersRules();
    }

    private Optional<UpdateRecord> boot(PowerCut cut) {
        rebootAsked = false;
        boots++;
        uptime = 0;
        UpdateMachine update = machine(cut);
        try {
            for (int step = 0; step < MOST_STEPS && !rebootAsked; step++) {
                Duration wait = update.step();
                uptime += Math.min(wait.toMillis(), 10_000);
                if (update.record().phase() == UpdatePhase.IDLE && wait.compareTo(Duration.ofMinutes(30)) > 0) {
                    return Optional.of(update.record());
                }
            }
            return Optional.empty();
        } catch (PowerCut.PowerLost lost) {
            return Optional.empty();
        }
    }

    private UpdateMachine machine(PowerCut cut) {
        BundleChunks bundleChunks = new BundleChunks(chunks, booted, slots, esp);
        UpdateMachine update = new UpdateMachine(new UpdateMachine.Parts(
                new RigMachine(),
                cut.over(slots),
                cut.over(esp),
                bundleChunks,
                cut.over(UpdateStore.in(state)),
                new RigHealth(),
                (kind, text, attributes) -> {},
                clock,
                "0123456789abcdef0123456789abcdef"));
        update.desire(sequence, wish);
        return update;
    }

    /** Every boot must find an entry whose slot holds exactly what its manifest says: anything else is a brick. */
    private void bootByTheLoadersRules() throws IOException {
        for (int tries = 0; tries < 5; tries++) {
            LoaderEntry entry = LoaderOfTests.choose(folder.resolve("esp"));
            SlotName slot = SlotName.of(entry.name().substring("cairn-".length()));
            requireBootable(slot);
            boolean onTrial = entry.triesLeft().isPresent();
            if (!onTrial || kernelOfTrialBoots) {
                booted = slot;
                return;
            }
        }
        throw new AssertionError("the loader never came to a good slot");
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
        public Optional<SlotName> bootedSlot() {
            return Optional.of(booted);
        }

        @Override
        public String bootId() {
            return "boot-" + boots;
        }

        @Override
        public long uptimeMs() {
            return uptime;
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

    private final class RigHealth implements HealthCheck {
        @Override
        public boolean kubernetesReady() {
            return true;
        }

        @Override
        public Verdict judge(boolean kubernetesWasReady) {
            return healthy ? new Verdict.Healthy() : new Verdict.NotYet("sick on purpose");
        }
    }
}
