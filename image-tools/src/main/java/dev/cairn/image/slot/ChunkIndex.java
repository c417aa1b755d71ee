package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.slot.Chunking.Span;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.image.slot.SlotManifest.SlotFile;
import dev.cairn.image.squashfs.SquashfsWriter;
import dev.cairn.image.squashfs.WrittenRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes the chunk index of a bundle's files, and the digests of the pieces in which an image maps a root. Stateless. */
final class ChunkIndex {
    /** An image's ranges are cut at these multiples. */
    static final int RANGE_BYTES = 1 << 20;

    private ChunkIndex() {}

    /** What an earlier root had; up to {@code sameUntil} it is the same but for its superblock, which is a chunk of its own. */
    record Known(List<Chunk> chunks, List<String> ranges, long sameUntil) {
        static final Known NOTHING = new Known(List.of(), List.of(), 0);

        Known upTo(long end) {
            return new Known(chunks, ranges, end);
        }

        private List<String> sameChunks() {
            return Chunking.knownChunks(chunks, sameUntil).stream()
                    .map(Chunk::sha256)
                    .toList();
        }

        private List<String> sameRanges() {
            return ranges.subList(0, (int) Math.min(ranges.size(), sameUntil / RANGE_BYTES));
        }
    }

    /** A root's chunks and, for each of its MiB, the digest. */
    record Root(SlotFile file, List<String> ranges) {}

    /** @param behind what was hashed while the root was written */
    static Root root(Path file, WrittenRoot written, Known known, RangeDigests.Made behind, Progress progress)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<Span> cuts =
                    Chunking.of(written.bytes()).cuts(channel, spans(written), known.chunks(), known.sameUntil());
            List<Span> ranges = pieces(0, written.bytes(), RANGE_BYTES);
            List<String> sameChunks = known.sameChunks();
            List<Span> newChunks = anew(cuts, sameChunks);
            Digests ofRanges = new Digests(ranges);
            ofRanges.put(0, known.sameRanges());
            ofRanges.put(behind.first(), behind.digests());
            List<Span> todo = new ArrayList<>(newChunks);
            todo.addAll(ofRanges.missing());
            List<String> made = PieceHasher.hash(channel, todo, file.toString(), progress);
            List<String> chunks = together(sameChunks, made.subList(0, newChunks.size()));
            return new Root(slotFile(cuts, chunks), ofRanges.with(made.subList(newChunks.size(), made.size())));
        }
    }

    /** Digests of pieces, as far as they are known. The first piece holds the superblock and is never known before the end. */
    private static final class Digests {
        private final List<Span> pieces;
        private final String[] digests;

        Digests(List<Span> pieces) {
            this.pieces = pieces;
            this.digests = new String[pieces.size()];
        }

        void put(int first, List<String> known) {
            for (int i = Math.max(1, first); i < Math.min(digests.length, first + known.size()); i++) {
                digests[i] = known.get(i - first);
            }
        }

        List<Span> missing() {
            return IntStream.range(0, digests.length)
                    .filter(i -> digests[i] == null)
                    .mapToObj(pieces::get)
                    .toList();
        }

        /** All of them, when those that were missing are there. */
        List<String> with(List<String> rest) {
            Iterator<String> next = rest.iterator();
            return Stream.of(digests)
                    .map(digest -> digest == null ? next.next() : digest)
                    .toList();
        }
    }

    /** A file that is no file system: equal pieces. */
    static SlotFile plain(Path file, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<Span> cuts = pieces(0, channel.size(), RANGE_BYTES);
            return slotFile(cuts, PieceHasher.hash(channel, cuts, file.toString(), progress));
        }
    }

    /** The first piece, which holds the superblock, and those behind the same part. */
    private static List<Span> anew(List<Span> pieces, List<String> same) {
        List<Span> anew = new ArrayList<>(pieces.subList(0, Math.min(1, pieces.size())));
        anew.addAll(pieces.subList(Math.max(1, same.size()), pieces.size()));
        return anew;
    }

    private static List<String> together(List<String> same, List<String> made) {
        List<String> all = new ArrayList<>(made.subList(0, 1));
        all.addAll(same.subList(Math.min(1, same.size()), same.size()));
        all.addAll(made.subList(1, made.size()));
        return List.copyOf(all);
    }

    private static SlotFile slotFile(List<Span> cuts, List<String> digests) {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            chunks.add(new Chunk(digests.get(i), (int) cuts.get(i).bytes()));
        }
        return SlotFile.of(chunks);
    }

    /** The superblock, the contents file by file, the tables in MiB. */
    private static List<Span> spans(WrittenRoot written) {
        List<Span> spans = new ArrayList<>();
        written.files().stream()
                .map(file -> new Span(file.place().start(), file.place().storedBytes()))
                .forEach(spans::add);
        written.fragments().stream()
                .map(fragment -> new Span(fragment.start(), fragment.storedBytes()))
                .forEach(spans::add);
        spans.removeIf(span -> span.bytes() == 0);
        spans.sort(Comparator.comparingLong(Span::offset));
        spans.addFirst(new Span(0, SquashfsWriter.DATA_START));
        spans.add(new Span(written.dataEnd(), written.bytes() - written.dataEnd()));
        return spans;
    }

    private static List<Span> pieces(long from, long to, int bytes) {
        return LongStream.iterate(from, at -> at < to, at -> at + bytes)
                .mapToObj(at -> new Span(at, Math.min(bytes, to - at)))
                .toList();
    }
}
