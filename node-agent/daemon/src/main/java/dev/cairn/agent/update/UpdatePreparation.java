package dev.cairn.agent.update;

import dev.cairn.agent.slot.SlotEntries;
import dev.cairn.image.Sha256;
import dev.cairn.image.baseos.EfiProgram;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The acts of the update on disk, ESP and chunk store; each can be done again. Used by the update's lane. */
final class UpdatePreparation {
    private static final long SPARE_BYTES = 16L << 20;

    private final UpdateMachine.Parts parts;
    private final SlotEntries slotEntries;

    UpdatePreparation(UpdateMachine.Parts parts) {
        this.parts = parts;
        this.slotEntries = new SlotEntries(parts.machine(), parts.entries());
    }

    /** Bytes of the bundle that the node has, and in all. */
    record Stock(long have, long total) {}

    /** Refuses a manifest that is not what was ordered or does not fit. */
    void check(UpdateTarget target, SlotManifest manifest) throws IOException {
        if (!manifest.release().digest().equals(target.releaseDigest())) {
            throw new ProtocolException(
                    NodeProblem.BUNDLE_MALFORMED,
                    "update",
                    target.bundleDigest(),
                    Map.of("reason", "it is of another release"));
        }
        requireRoom(target.to(), manifest);
    }

    /** Refuses what does not fit, by partition, with what is needed and what is free. */
    void requireRoom(SlotName to, SlotManifest manifest) throws IOException {
        long capacity = parts.slots().capacity(to);
        requireRoom(
                NodeProblem.SLOT_TOO_SMALL, to.word(), manifest.files().root().bytes(), capacity);
        long boot =
                manifest.files().kernel().bytes() + manifest.files().initrd().bytes();
        requireRoom(
                NodeProblem.SPACE_INSUFFICIENT,
                "the boot partition",
                boot,
                parts.entries().roomFor(to));
    }

    /** Counts what is there, throws chunks of other bundles away, and refuses what the state disk cannot take. */
    Stock stock(UpdateTarget target, SlotManifest manifest) throws IOException {
        Set<String> wanted = new HashSet<>(Set.of(target.bundleDigest()));
        long total = 0;
        for (SlotManifest.Chunk chunk : BundleChunks.chunks(manifest)) {
            if (wanted.add(chunk.sha256())) {
                total += chunk.bytes();
            }
        }
        parts.chunks().store().retain(wanted);
        List<MissingChunk> missing = parts.chunks().missing(manifest);
        requireRoomFor(missing);
        long missingBytes = missing.stream().mapToLong(MissingChunk::bytes).sum();
        return new Stock(total - missingBytes, total);
    }

    /** Refuses what the data partition cannot take. */
    void requireRoomFor(List<MissingChunk> missing) throws IOException {
        long bytes = missing.stream().mapToLong(MissingChunk::left).sum();
        if (bytes > 0) {
            requireRoom(
                    NodeProblem.SPACE_INSUFFICIENT,
                    "the data partition",
                    bytes + SPARE_BYTES,
                    parts.chunks().store().room());
        }
    }

    long nextGeneration() throws IOException {
        return slotEntries.nextGeneration();
    }

    /** Puts kernel, initrd and manifest in place and then, last, the entry; false if a chunk was lost. */
    boolean arm(UpdateTarget target, SlotManifest manifest) throws IOException {
        Optional<byte[]> kernel = parts.chunks().file(manifest.files().kernel());
        Optional<byte[]> initrd = parts.chunks().file(manifest.files().initrd());
        Optional<byte[]> manifestBytes = parts.chunks().store().read(target.bundleDigest());
        if (kernel.isEmpty() || initrd.isEmpty() || manifestBytes.isEmpty()) {
            return false;
        }
        if (!EfiProgram.isOne(kernel.get())) {
            throw new ProtocolException(
                    NodeProblem.BUNDLE_MALFORMED,
                    "update",
                    target.bundleDigest(),
                    Map.of("reason", "its kernel is no EFI program, which would hang the boot loader"));
        }
        parts.entries().putFile(target.to(), "linux", kernel.get());
        parts.entries().putFile(target.to(), "initrd", initrd.get());
        parts.entries().putFile(target.to(), "manifest.json", manifestBytes.get());
        parts.entries()
                .put(
                        target.to(),
                        slotEntries.trial(
                                target.to(), target.from(), manifest, target.generation(), parts.machineId()));
        return true;
    }

    /** Takes the counter off the slot's entry. */
    void commit(SlotName slot) throws IOException {
        LoaderEntry entry = parts.entries().of(slot).orElseThrow(() -> new IOException("the entry is gone"));
        parts.entries().put(slot, entry.committed());
    }

    /** Uses up the tries of the slot's entry. */
    void exhaust(SlotName slot) throws IOException {
        Optional<LoaderEntry> entry = parts.entries().of(slot);
        if (entry.isPresent()) {
            parts.entries().put(slot, SlotEntries.exhausted(entry.get()));
        }
    }

    /** The digest of the bundle in a slot, from its manifest on the ESP. */
    Optional<String> bundleIn(SlotName slot) throws IOException {
        return parts.entries().manifest(slot).map(Sha256::of);
    }

    private static void requireRoom(NodeProblem problem, String element, long needed, long free) {
        if (needed > free) {
            throw new ProtocolException(
                    problem, "update", element, Map.of("needed", String.valueOf(needed), "free", String.valueOf(free)));
        }
    }
}
