package dev.cairn.agent.recovery;

import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the chunks of a root file system belong in its slot, and which of them stand there already. Used by one thread at a time. */
final class RootChunks {
    private final List<SlotManifest.Chunk> chunks;
    private final long[] offsets;
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final BitSet there = new BitSet();

    RootChunks(SlotManifest.SlotFile root) {
        this.chunks = root.chunks();
        this.offsets = new long[chunks.size()];
        long at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += chunks.get(i).bytes();
            places.computeIfAbsent(chunks.get(i).sha256(), digest -> new ArrayList<>(1))
                    .add(i);
        }
    }

    /** Notes what is in place, as the disk and not the page cache has it. */
    void scan(SlotStore slots, SlotName slot) throws IOException {
        there.clear();
        List<Long> lengths = chunks.stream().map(chunk -> (long) chunk.bytes()).toList();
        try {
            List<String> digests = slots.digests(slot, lengths);
            for (int i = 0; i < offsets.length; i++) {
                there.set(i, digests.get(i).equals(chunks.get(i).sha256()));
            }
        } catch (EOFException shorter) {
            // Only a file that plays a slot can end before the slot does; then everything is sent.
            there.clear();
        }
    }

    boolean wants(String sha256) {
        return places.containsKey(sha256);
    }

    /** Puts a chunk wherever it is missing; how many bytes that took. */
    long write(SlotDevice device, String sha256, byte[] data) throws IOException {
        long written = 0;
        for (int index : places.getOrDefault(sha256, List.of())) {
            if (!there.get(index)) {
                device.write(offsets[index], data);
                there.set(index);
                written += data.length;
            }
        }
        return written;
    }

    List<SlotManifest.Chunk> missing() {
        List<SlotManifest.Chunk> missing = new ArrayList<>();
        for (int i = there.nextClearBit(0); i < offsets.length; i = there.nextClearBit(i + 1)) {
            if (firstMissing(chunks.get(i).sha256()) == i) {
                missing.add(chunks.get(i));
            }
        }
        return missing;
    }

    long bytesThere() {
        return there.stream().mapToLong(i -> chunks.get(i).bytes()).sum();
    }

    private int firstMissing(String sha256) {
        return places.getOrDefault(sha256, List.of()).stream()
                .filter(index -> !there.get(index))
                .findFirst()
                .orElse(-1);
    }
}
