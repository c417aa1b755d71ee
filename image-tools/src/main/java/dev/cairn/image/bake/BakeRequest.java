package dev.cairn.image.bake;

import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.slot.SlotBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to bake into a disk image.
 *
 * @param output the image file; its manifest is written beside it as {@code OUTPUT.json}, the index of its chunks as {@code OUTPUT.chunks.json}
 * @param bootstrap the recovery system, or empty for an image without one
 * @param content what goes into the content partition, or empty for an empty one
 * @param seed JSON of the seed, at most 16 KiB
 * @param generation version of slot A's boot entry, at least 1
 * @param kernelOptions further words for the kernel command line
 */
@SuppressWarnings("ArrayRecordComponent")
public record BakeRequest(
        Path output,
        SlotBundle slotA,
        Optional<SlotBundle> bootstrap,
        Optional<ContentBundle> content,
        byte[] seed,
        long generation,
        List<String> kernelOptions,
        PartitionSizes sizes) {
    public BakeRequest {
        kernelOptions = List.copyOf(kernelOptions);
        if (generation < 1) {
            throw new IllegalArgumentException("generation " + generation);
        }
    }

    /** An image with default sizes, generation 1, no bootstrap system and no further options. */
    public static BakeRequest of(Path output, SlotBundle slotA, byte[] seed) {
        return new BakeRequest(
                output, slotA, Optional.empty(), Optional.empty(), seed, 1, List.of(), PartitionSizes.DEFAULT);
    }

    /** The same with a recovery system. */
    public BakeRequest withBootstrap(SlotBundle system) {
        return new BakeRequest(output, slotA, Optional.of(system), content, seed, generation, kernelOptions, sizes);
    }

    /** The same with content for Kubernetes. */
    public BakeRequest withContent(ContentBundle bundle) {
        return new BakeRequest(output, slotA, bootstrap, Optional.of(bundle), seed, generation, kernelOptions, sizes);
    }
}
