package dev.cairn.image.bake;

/**
 * Sizes in MiB; the data partition is made on first boot and has no size here.
 *
 * @param espMiB at least 512
 * @param slotMiB size of each slot, 0 for one and a half times slot A's root
 * @param contentMiB at least; content that needs more gets it
 * @param bootstrapMiB 0 for the bootstrap system's root and a quarter
 */
public record PartitionSizes(int espMiB, int slotMiB, int bootstrapMiB, int contentMiB) {
    public static final PartitionSizes DEFAULT = new PartitionSizes(512, 0, 0, 64);

    public PartitionSizes {
        if (espMiB < 512 || slotMiB < 0 || bootstrapMiB < 0 || contentMiB < 1) {
            throw new IllegalArgumentException("sizes out of range");
        }
    }

    public PartitionSizes withSlotMiB(int slot) {
        return new PartitionSizes(espMiB, slot, bootstrapMiB, contentMiB);
    }
}
