package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;

/** Holds what was copied from a bundle against what its manifest promised, chunk by chunk. Stateless. */
final class BundleCheck {
    private BundleCheck() {}

    static void root(SlotBundle bundle, Region copied) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(SlotManifest.MAX_CHUNK_BYTES);
        long at = 0;
        for (SlotManifest.Chunk chunk : bundle.manifest().files().root().chunks()) {
            copied.read(at, buffer.clear().limit(chunk.bytes()));
            digest.update(buffer.flip());
            if (!Sha256.finish(digest).equals(chunk.sha256())) {
                throw new ImageException(
                        ImageProblem.BUNDLE_CORRUPT,
                        "bake",
                        bundle.root().toString(),
                        Map.of("reason", "its bytes from " + at + " on are not those of its manifest"));
            }
            at += chunk.bytes();
        }
    }
}
