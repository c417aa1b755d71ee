package dev.cairn.image.diff;

import dev.cairn.image.diff.Stretches.Stretch;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Parts what a site lacks into windows that fit into memory. Belongs to one thread. */
final class Windows {
    private static final int WANTED_BYTES = 8 << 20;
    private static final int HELD_BYTES = 32 << 20;
    /** How far content may have moved inside of a long file. */
    private static final long AROUND = 6 << 20;

    private final Consumer<Window> sink;
    private final List<Piece> wanted = new ArrayList<>();
    private final List<Piece> held = new ArrayList<>();
    private long wantedBytes;
    private long heldBytes;

    Windows(Consumer<Window> sink) {
        this.sink = sink;
    }

    /** Hands on a window for everything of {@code now} that {@code has} lacks. */
    void part(SlotSide.Part now, SlotSide.Part before, Set<String> has) {
        Stretches here = Stretches.of(now);
        Stretches there = Stretches.of(before);
        long at = 0;
        long from = -1;
        for (Chunk chunk : now.file().chunks()) {
            boolean missing = !has.contains(chunk.sha256());
            if (missing && from < 0) {
                from = at;
            }
            if (!missing && from >= 0) {
                run(now, before, here, there, from, at);
                from = -1;
            }
            at += chunk.bytes();
        }
        if (from >= 0) {
            run(now, before, here, there, from, at);
        }
        flush();
    }

    private void run(SlotSide.Part now, SlotSide.Part before, Stretches here, Stretches there, long from, long to) {
        for (long at = from; at < to; ) {
            Stretch stretch = here.at(at);
            long end = Math.min(Math.min(to, here.nextAfter(at).orElse(to)), at + WANTED_BYTES - wantedBytes);
            long inside = at - stretch.offset();
            wanted.add(new Piece(now.bytes(), at, (int) (end - at)));
            wantedBytes += end - at;
            Optional<Stretch> like = there.like(stretch.name());
            if (like.isPresent()) {
                hold(before, like.get(), inside, end - at);
            }
            at = end;
            if (wantedBytes >= WANTED_BYTES || heldBytes >= HELD_BYTES - 2 * AROUND - WANTED_BYTES) {
                flush();
            }
        }
    }

    private void hold(SlotSide.Part before, Stretch stretch, long inside, long bytes) {
        long from = Math.max(stretch.offset(), stretch.offset() + inside - AROUND);
        long to = Math.min(stretch.end(), stretch.offset() + inside + bytes + AROUND);
        if (!held.isEmpty()) {
            Piece last = held.getLast();
            boolean overlaps =
                    last.in() == before.bytes() && from >= last.offset() && from <= last.offset() + last.bytes();
            if (overlaps) {
                from = last.offset() + last.bytes();
            }
        }
        if (to > from) {
            held.add(new Piece(before.bytes(), from, (int) (to - from)));
            heldBytes += to - from;
        }
    }

    private void flush() {
        if (!wanted.isEmpty()) {
            sink.accept(new Window(wanted, held));
        }
        wanted.clear();
        held.clear();
        wantedBytes = 0;
        heldBytes = 0;
    }
}
