package dev.cairn.agent.update;

import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Writes a root file system into a slot, chunk by chunk; what is right already is left alone, so a killed write goes on. */
final class SlotWriter {
    private final SlotStore slots;
    private final BundleChunks chunks;

    SlotWriter(SlotStore slots, BundleChunks chunks) {
        this.slots = slots;
        this.chunks = chunks;
    }

    enum Outcome {
        WRITTEN,
        CHUNKS_LOST,
        STOPPED
    }

    Outcome write(SlotName slot, SlotManifest.SlotFile root, LongConsumer progress, BooleanSupplier stop)
            throws IOException {
        try (SlotDevice device = slots.open(slot)) {
            long offset = 0;
            for (SlotManifest.Chunk chunk : root.chunks()) {
                if (stop.getAsBoolean()) {
                    return Outcome.STOPPED;
                }
                byte[] there = device.read(offset, chunk.bytes());
                Optional<byte[]> wanted = chunks.read(chunk.sha256());
                if (wanted.isEmpty() && !Sha256.of(there).equals(chunk.sha256())) {
                    return Outcome.CHUNKS_LOST;
                }
                if (wanted.isPresent() && !Arrays.equals(there, wanted.get())) {
                    device.write(offset, wanted.get());
                }
                offset += chunk.bytes();
                progress.accept(offset);
            }
            device.flush();
        }
        return Outcome.WRITTEN;
    }
}
