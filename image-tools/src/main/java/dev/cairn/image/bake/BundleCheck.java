package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotName;
import java.util.List;
import java.util.Map;

/**
 * Holds what was baked against what the bundles promised: a root's ranges are cut like its chunks, so that their digests must be equal.
 * Stateless.
 */
final class BundleCheck {
    private BundleCheck() {}

    static void roots(BakeRequest request, List<ImageManifest.Range> ranges) {
        root(request.slotA(), SlotName.A, ranges);
        request.bootstrap().ifPresent(bundle -> root(bundle, SlotName.BOOTSTRAP, ranges));
    }

    private static void root(SlotBundle bundle, SlotName slot, List<ImageManifest.Range> ranges) {
        List<String> baked = ranges.stream()
                .filter(range -> range.partition().equals(slot.partitionLabel()))
                .map(ImageManifest.Range::sha256)
                .toList();
        List<String> promised = bundle.manifest().files().root().chunks().stream()
                .map(SlotManifest.Chunk::sha256)
                .toList();
        if (!baked.equals(promised)) {
            throw new ImageException(
                    ImageProblem.BUNDLE_CORRUPT,
                    "bake",
                    bundle.root().toString(),
                    Map.of("reason", "its bytes are not those of its manifest"));
        }
    }
}
