package dev.cairn.agent.recovery;

import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.agent.slot.SlotEntries;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.agent.update.ReadBack;
import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.baseos.EfiProgram;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.RecoveryOrder;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The acts of writing one bundle into slot A, in the order in which they are done. The entries of both slots go first and that of slot A
 * comes last, so at every moment the loader finds either the bootstrap system alone or a slot that was read back. Used by one thread at
 * a time.
 */
final class DiskWrite {
    private static final SlotName SLOT = SlotName.A;
    private static final int EMPTY_BYTES = 1 << 20;

    private final Parts parts;
    private final RecoveryOrder order;
    private final SlotManifest manifest;
    private final byte[] manifestBytes;
    private final RootChunks root;

    /**
     * @param store for what does not go into the slot itself: kernel and initrd
     * @param machineId empty while unknown
     */
    record Parts(
            SlotStore slots,
            BootLoaderEntries entries,
            SlotEntries slotEntries,
            ChunkStore store,
            DataPartition data,
            String machineId) {}

    /** Refuses a manifest that is not what was ordered or does not fit; nothing is changed. */
    DiskWrite(Parts parts, RecoveryOrder order, byte[] manifestBytes) throws IOException {
        this.parts = parts;
        this.order = order;
        this.manifestBytes = manifestBytes;
        this.manifest = parsed(manifestBytes);
        this.root = new RootChunks(manifest.files().root());
        requireRoom(
                NodeProblem.SLOT_TOO_SMALL,
                SLOT.word(),
                rootBytes(),
                parts.slots().capacity(SLOT));
        long boot =
                manifest.files().kernel().bytes() + manifest.files().initrd().bytes();
        requireRoom(
                NodeProblem.SPACE_INSUFFICIENT,
                "the boot partition",
                boot,
                parts.entries().roomFor(SLOT) + parts.entries().roomTaken(SLOT.other()));
    }

    /** From here on no slot boots until the end. What slot A holds already is found out. */
    void begin() throws IOException {
        parts.entries().clear(SLOT);
        parts.entries().clear(SLOT.other());
        root.scan(parts.slots(), SLOT);
    }

    /** What must still be sent, each chunk once. */
    List<MissingChunk> missing() {
        Map<String, MissingChunk> missing = new LinkedHashMap<>();
        Stream<SlotManifest.Chunk> boot = Stream.of(
                        manifest.files().kernel(), manifest.files().initrd())
                .flatMap(file -> file.chunks().stream())
                .filter(chunk -> !parts.store().has(chunk.sha256(), chunk.bytes()));
        Stream.concat(root.missing().stream(), boot)
                .forEach(chunk -> missing.putIfAbsent(chunk.sha256(), new MissingChunk(chunk.sha256(), chunk.bytes())));
        return List.copyOf(missing.values());
    }

    SlotDevice open() throws IOException {
        return parts.slots().open(SLOT);
    }

    /** Takes a chunk whose digest was checked; false if nobody asked for it. */
    boolean take(SlotDevice device, String sha256, byte[] data) throws IOException {
        boolean wanted = root.wants(sha256);
        if (wanted) {
            root.write(device, sha256, data);
        }
        boolean boots = Stream.of(manifest.files().kernel(), manifest.files().initrd())
                .flatMap(file -> file.chunks().stream())
                .anyMatch(chunk -> chunk.sha256().equals(sha256));
        if (boots && !parts.store().has(sha256, data.length)) {
            parts.store().put(sha256, data);
        }
        return wanted || boots;
    }

    long bytesThere() {
        return root.bytesThere();
    }

    long rootBytes() {
        return manifest.files().root().bytes();
    }

    /** Reads everything back, erases the data if that was ordered, and puts the entry in place, last. */
    void finish() throws IOException {
        try (SlotDevice device = open()) {
            device.flush();
        }
        if (!ReadBack.isWhole(parts.slots(), SLOT, manifest)) {
            throw refusal(NodeProblem.SLOT_READ_BACK_DIFFERS, SLOT.word(), Map.of());
        }
        BundleChunks chunks = new BundleChunks(parts.store(), null, parts.slots(), parts.entries());
        byte[] kernel = chunks.file(manifest.files().kernel()).orElseThrow(this::lost);
        if (!EfiProgram.isOne(kernel)) {
            throw malformed("its kernel is no EFI program, which would hang the boot loader");
        }
        byte[] initrd = chunks.file(manifest.files().initrd()).orElseThrow(this::lost);
        empty(parts.slots(), SLOT.other());
        if (order.wipeData()) {
            wipe(parts.data());
        }
        parts.entries().putFile(SLOT, "linux", kernel);
        parts.entries().putFile(SLOT, "initrd", initrd);
        parts.entries().putFile(SLOT, "manifest.json", manifestBytes);
        parts.entries().forgetBootstrap();
        LoaderEntry entry = parts.slotEntries()
                .installed(
                        SLOT,
                        manifest,
                        parts.slotEntries().nextGeneration(),
                        order.wipeData() ? "" : parts.machineId());
        parts.entries().put(SLOT, entry);
        parts.store().clear();
    }

    /** What a slot held is no file system any more. */
    static void empty(SlotStore slots, SlotName slot) throws IOException {
        int bytes = (int) Math.min(EMPTY_BYTES, slots.capacity(slot));
        try (SlotDevice device = slots.open(slot)) {
            device.write(0, new byte[bytes]);
            device.flush();
        }
    }

    static void wipe(DataPartition data) {
        try {
            data.wipe();
        } catch (IOException refused) {
            throw new ProtocolException(
                    NodeProblem.RECOVERY_WIPE_FAILED,
                    "recover",
                    "data",
                    Map.of("reason", String.valueOf(refused.getMessage())),
                    refused);
        }
    }

    private SlotManifest parsed(byte[] bytes) {
        try {
            SlotManifest parsed = SlotManifest.parse(bytes, bundle());
            if (!parsed.release().digest().equals(order.releaseDigest())) {
                throw malformed("it is of another release");
            }
            return parsed;
        } catch (ImageException malformed) {
            throw malformed(malformed.arguments().getOrDefault("reason", malformed.code()));
        }
    }

    static boolean isOrdered(RecoveryOrder order, byte[] manifestBytes) {
        return Sha256.of(manifestBytes).equals(order.bundleDigest());
    }

    private String bundle() {
        return Objects.requireNonNull(order.bundleDigest(), "an order to write names its bundle");
    }

    private IOException lost() {
        return new IOException("chunks of the kernel were lost");
    }

    private ProtocolException malformed(String reason) {
        return refusal(NodeProblem.BUNDLE_MALFORMED, bundle(), Map.of("reason", reason));
    }

    private static void requireRoom(NodeProblem problem, String element, long needed, long free) {
        if (needed > free) {
            throw refusal(problem, element, Map.of("needed", String.valueOf(needed), "free", String.valueOf(free)));
        }
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "recover", element, arguments);
    }
}
