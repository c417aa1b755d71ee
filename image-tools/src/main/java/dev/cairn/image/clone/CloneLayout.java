package dev.cairn.image.clone;

import dev.cairn.image.Sha256;
import dev.cairn.image.bake.Extent;
import dev.cairn.image.bake.ImageHasher;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.bake.Seeds;
import dev.cairn.image.fat.FatPieces;
import dev.cairn.image.gpt.GptWriter;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionGuids;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.layer.Content;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything of the new disk's image stands: its pieces, what of it a writer must write, and what the stick's manifests say of it. Filled
 * when it is made; one thread.
 */
final class CloneLayout {
    private static final long MIB = 1 << 20;
    private static final int ALIGNMENT = 4096;

    private final Stick stick;
    private final PartitionTable table;
    private final long bytes;
    private final PiecedImage image;
    private final List<Extent> extents = new ArrayList<>();
    private final List<ChunkWatch> watches = new ArrayList<>();
    private final SlotManifest slotA;
    private long seedOffset;

    CloneLayout(Stick stick, CloneRequest request) {
        this.stick = stick;
        this.table = table(stick, request.identity());
        this.bytes = neededBytes(stick);
        this.image = new PiecedImage(bytes, stick);
        this.slotA = stick.parsedManifest(SlotName.A).orElseThrow(() -> stick.missing(SlotName.A.partitionLabel()));
        layOut(request.seed());
    }

    /** The length of the image. */
    static long neededBytes(Stick stick) {
        return MIB
                + labels().map(stick::partition)
                        .mapToLong(CloneLayout::end)
                        .max()
                        .orElseThrow();
    }

    PiecedImage image() {
        return image;
    }

    List<Extent> extents() {
        return extents;
    }

    List<ChunkWatch> watches() {
        return watches;
    }

    /** What names the image, once its ranges are hashed. */
    ImageManifest manifest(ImageHasher.Hashes hashes) {
        return new ImageManifest(
                ImageManifest.FORMAT,
                bytes,
                hashes.whole(),
                slotA.release(),
                Sha256.of(stick.manifest(SlotName.A).orElseThrow()),
                CloneEsp.generation(stick),
                table.diskGuid().toString(),
                ImagePartition.all(table),
                seedOffset,
                ImageManifest.SEED_BYTES,
                hashes.ranges());
    }

    long bytes() {
        return bytes;
    }

    private void layOut(byte[] seed) {
        image.put(0, memory(GptWriter.primary(table, bytes)));
        extents.add(new Extent(0, MIB, ImageManifest.TABLE_LABEL));
        layOutEsp(seed);
        stick.parsedManifest(SlotName.BOOTSTRAP)
                .ifPresentOrElse(
                        manifest -> layOutRoot(SlotName.BOOTSTRAP, manifest),
                        () -> firstMiB(SlotName.BOOTSTRAP.partitionLabel()));
        layOutRoot(SlotName.A, slotA);
        firstMiB(SlotName.B.partitionLabel());
        layOutContent();
        byte[] backup = GptWriter.backup(table, bytes);
        image.put(bytes - backup.length, memory(backup));
        extents.add(new Extent(bytes - MIB, MIB, ImageManifest.TABLE_LABEL + "-backup"));
    }

    private void layOutEsp(byte[] seed) {
        FatPieces esp = CloneEsp.of(stick, table, seed);
        long start = partition(Stick.ESP).offset();
        esp.pieces().forEach(piece -> image.put(start + piece.offset(), piece.content()));
        seedOffset = start + esp.volume().offset(Seeds.PATH);
        long seedEnd = seedOffset + ImageManifest.SEED_BYTES;
        extents.add(new Extent(start, seedOffset - start, Stick.ESP));
        extents.add(new Extent(seedOffset, ImageManifest.SEED_BYTES, Stick.ESP));
        extents.add(new Extent(seedEnd, start + esp.volume().usedBytes() - seedEnd, Stick.ESP));
        for (SlotName slot : List.of(SlotName.A, SlotName.BOOTSTRAP)) {
            stick.parsedManifest(slot).ifPresent(manifest -> {
                String folder = "/cairn/" + slot.id() + "/";
                watch(
                        folder + "linux",
                        start + esp.volume().offset(folder + "linux"),
                        manifest.files().kernel());
                watch(
                        folder + "initrd",
                        start + esp.volume().offset(folder + "initrd"),
                        manifest.files().initrd());
            });
        }
    }

    private void layOutRoot(SlotName slot, SlotManifest manifest) {
        Partition target = partition(slot.partitionLabel());
        long root = manifest.files().root().bytes();
        image.put(target.offset(), stick.start(stick.partition(target.label()), root));
        extents.add(new Extent(target.offset(), Math.ceilDiv(root, ALIGNMENT) * ALIGNMENT, target.label()));
        watch(target.label(), target.offset(), manifest.files().root());
    }

    private void layOutContent() {
        Partition target = partition(Stick.CONTENT);
        long used = ContentSize.of(stick.start(stick.partition(Stick.CONTENT), target.length()));
        if (used == 0) {
            firstMiB(Stick.CONTENT);
            return;
        }
        image.put(target.offset(), stick.start(stick.partition(Stick.CONTENT), used));
        extents.add(new Extent(target.offset(), Math.ceilDiv(used, ALIGNMENT) * ALIGNMENT, Stick.CONTENT));
    }

    private void watch(String element, long start, SlotManifest.SlotFile file) {
        watches.add(new ChunkWatch(element, start, file));
    }

    /** What the disk held there before must not be taken for a file system. */
    private void firstMiB(String label) {
        extents.add(new Extent(partition(label).offset(), MIB, label));
    }

    private Partition partition(String label) {
        return table.byLabel(label).orElseThrow();
    }

    private static PartitionTable table(Stick stick, String identity) {
        List<Partition> partitions = new ArrayList<>();
        labels().map(stick::partition)
                .forEach(from -> partitions.add(new Partition(
                        partitions.size() + 1,
                        from.label(),
                        from.type(),
                        PartitionGuids.of(identity, from.label()),
                        from.offset(),
                        from.length())));
        return new PartitionTable(PartitionGuids.of(identity, "disk"), partitions);
    }

    private static Stream<String> labels() {
        return Stream.of(
                Stick.ESP,
                SlotName.BOOTSTRAP.partitionLabel(),
                SlotName.A.partitionLabel(),
                SlotName.B.partitionLabel(),
                Stick.CONTENT);
    }

    private static long end(Partition partition) {
        return partition.offset() + partition.length();
    }

    private static Content memory(byte[] bytes) {
        return new Content.InMemory(bytes);
    }
}
