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
    /** Of larger xz files the decisions would take too much memory. */
    private static final int XZ_BYTES = 2 << 20;
    /** The decisions of an xz file take about this many times its bytes. */
    private static final int XZ_FACTOR = 2;

    private final Consumer<Window> sink;
    private final List<Piece> wanted = new ArrayList<>();
    private final List<Piece> held = new ArrayList<>();
    private long wantedBytes;
    private long heldBytes;

    Windows(Consumer<Window> sink) {
        this.sink = sink;
    }

    /** Hands on a window for everything of {@code now} that {@code has} lacks. */
    void part(Part now, Optional<Part> earlier, Set<String> has) {
        Stretches here = Stretches.of(now);
        Stretches there = earlier.map(Stretches::of).orElseGet(Stretches::none);
        // Where there is none, nothing in it is like anything either.
        Part before = earlier.orElse(now);
        long at = 0;
        long from = -1;
        for (Chunk chunk : now.chunks()) {
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

    private void run(Part now, Part before, Stretches here, Stretches there, long from, long to) {
        for (long at = from; at < to; ) {
            Stretch stretch = here.at(at);
            Optional<Stretch> like = there.like(stretch.name());
            boolean whole = at == stretch.offset() && stretch.end() <= to;
            if (whole && xz(stretch) && like.filter(Windows::xz).isPresent()) {
                at = xz(now, stretch, before, like.get());
            } else {
                at = plain(
                        now,
                        stretch,
                        before,
                        like,
                        at,
                        Math.min(to, here.nextAfter(at).orElse(to)));
            }
            if (wantedBytes >= WANTED_BYTES || heldBytes >= HELD_BYTES - 2 * AROUND - WANTED_BYTES) {
                flush();
            }
        }
    }

    private static boolean xz(Stretch stretch) {
        return stretch.name().endsWith(".xz") && stretch.bytes() > 0 && stretch.bytes() <= XZ_BYTES;
    }

    private long xz(Part now, Stretch stretch, Part before, Stretch like) {
        long grows = XZ_FACTOR * stretch.bytes();
        if (wantedBytes + grows > WANTED_BYTES) {
            flush();
        }
        wanted.add(new Piece(now.bytes(), stretch.offset(), (int) stretch.bytes(), true));
        wantedBytes += grows;
        held.add(new Piece(before.bytes(), like.offset(), (int) like.bytes(), true));
        heldBytes += XZ_FACTOR * like.bytes();
        return stretch.end();
    }

    private long plain(Part now, Stretch stretch, Part before, Optional<Stretch> like, long at, long limit) {
        long end = Math.min(limit, at + WANTED_BYTES - wantedBytes);
        wanted.add(new Piece(now.bytes(), at, (int) (end - at), false));
        wantedBytes += end - at;
        like.ifPresent(there -> hold(before, there, at - stretch.offset(), end - at));
        return end;
    }

    private void hold(Part before, Stretch stretch, long inside, long bytes) {
        long from = Math.max(stretch.offset(), stretch.offset() + inside - AROUND);
        long to = Math.min(stretch.end(), stretch.offset() + inside + bytes + AROUND);
        if (!held.isEmpty()) {
            Piece last = held.getLast();
            boolean overlaps = last.in() == before.bytes()
                    && !last.xz()
                    && from >= last.offset()
                    && from <= last.offset() + last.bytes();
            if (overlaps) {
                from = last.offset() + last.bytes();
            }
        }
        if (to > from) {
            held.add(new Piece(before.bytes(), from, (int) (to - from), false));
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
