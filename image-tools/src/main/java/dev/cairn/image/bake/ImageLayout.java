package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionGuids;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.gpt.PartitionType;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where everything of an image goes: partitions follow each other from 1 MiB on, the last MiB holds the backup table.
 *
 * @param bytes length of the image
 */
record ImageLayout(long bytes, PartitionTable table) {
    static final long MIB = 1 << 20;
    static final String ESP = "cairn-esp";
    static final String CONTENT = "cairn-content";
    private static final long EMPTY_BOOTSTRAP_MIB = 16;

    static ImageLayout of(BakeRequest request) throws IOException {
        String release = request.slotA().manifest().release().digest();
        PartitionSizes sizes = request.sizes();
        long slot = slotMiB(request);
        List<Partition> partitions = new ArrayList<>();
        long at = MIB;
        at = add(partitions, release, ESP, PartitionType.ESP, at, sizes.espMiB());
        at = add(
                partitions,
                release,
                SlotName.BOOTSTRAP.partitionLabel(),
                PartitionType.LINUX,
                at,
                bootstrapMiB(request));
        at = add(partitions, release, SlotName.A.partitionLabel(), PartitionType.LINUX, at, slot);
        at = add(partitions, release, SlotName.B.partitionLabel(), PartitionType.LINUX, at, slot);
        at = add(partitions, release, CONTENT, PartitionType.LINUX, at, contentMiB(request));
        return new ImageLayout(at + MIB, new PartitionTable(PartitionGuids.of(release, "disk"), partitions));
    }

    private static long add(
            List<Partition> partitions, String release, String label, PartitionType type, long at, long mib) {
        partitions.add(
                new Partition(partitions.size() + 1, label, type, PartitionGuids.of(release, label), at, mib * MIB));
        return at + mib * MIB;
    }

    Partition partition(String label) {
        return table.byLabel(label).orElseThrow();
    }

    Partition partition(SlotName slot) {
        return partition(slot.partitionLabel());
    }

    private static long slotMiB(BakeRequest request) {
        long root = rootBytes(request.slotA());
        int wanted = request.sizes().slotMiB();
        return wanted == 0 ? Math.ceilDiv(root * 3 / 2, MIB) : fits(wanted, root, SlotName.A);
    }

    private static long bootstrapMiB(BakeRequest request) {
        long root = request.bootstrap().map(ImageLayout::rootBytes).orElse(0L);
        int wanted = request.sizes().bootstrapMiB();
        return wanted == 0
                ? Math.max(EMPTY_BOOTSTRAP_MIB, Math.ceilDiv(root * 5 / 4, MIB))
                : fits(wanted, root, SlotName.BOOTSTRAP);
    }

    private static long contentMiB(BakeRequest request) throws IOException {
        long root = request.content().isPresent()
                ? Files.size(request.content().get().root())
                : 0;
        return Math.max(request.sizes().contentMiB(), Math.ceilDiv(root, MIB));
    }

    private static long fits(int mib, long bytes, SlotName slot) {
        if (mib * MIB < bytes) {
            throw new ImageException(
                    ImageProblem.SLOT_TOO_SMALL,
                    "bake",
                    slot.partitionLabel(),
                    Map.of("needed", Long.toString(bytes), "room", Long.toString(mib * MIB)));
        }
        return mib;
    }

    private static long rootBytes(SlotBundle bundle) {
        return bundle.manifest().files().root().bytes();
    }
}
