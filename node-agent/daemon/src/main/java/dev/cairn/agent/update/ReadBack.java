package dev.cairn.agent.update;

import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.List;

/** Compares what the disk holds with what a manifest says. Stateless. */
public final class ReadBack {
    private ReadBack() {}

    /** True if every byte of the slot's root is that of the manifest. */
    public static boolean isWhole(SlotStore slots, SlotName slot, SlotManifest manifest) throws IOException {
        SlotManifest.SlotFile root = manifest.files().root();
        List<SlotManifest.Chunk> chunks = root.chunks();
        List<Long> lengths = chunks.stream().map(chunk -> (long) chunk.bytes()).toList();
        return slots.digests(slot, lengths)
                .equals(chunks.stream().map(SlotManifest.Chunk::sha256).toList());
    }
}
