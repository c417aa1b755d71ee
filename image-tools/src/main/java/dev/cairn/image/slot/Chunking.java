package dev.cairn.image.slot;

import dev.cairn.image.Region;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Cuts a root file system where its files begin: long files into equal pieces from their own start, runs of short ones behind files that
 * their content picks. Equal files then give equal chunks wherever they stand. What follows a cut depends on nothing before it, so that cuts of
 * an unchanged beginning stay. Stateless.
 *
 * @param piece length of pieces; shorter files are grouped
 * @param least length of a group before it may end
 * @param most length of a group
 */
record Chunking(int piece, int least, int target, int most) {
    /** Measured in the decision record chunks-begin-at-files. */
    private static final Chunking USUAL = new Chunking(64 << 10, 16 << 10, 64 << 10, 256 << 10);
    /** Above this many chunks pieces are doubled, so that manifests stay far below a frame of the node's protocol (4 MiB). */
    private static final long MANY = SlotManifest.MAX_CHUNKS / 2;

    /** A stretch of the file system. */
    record Span(long offset, long bytes) {
        long end() {
            return offset + bytes;
        }
    }

    static Chunking of(long bytes) {
        int factor = 1;
        while (bytes / ((long) USUAL.piece * factor) > MANY && USUAL.most * factor < SlotManifest.MAX_CHUNK_BYTES) {
            factor *= 2;
        }
        return new Chunking(USUAL.piece * factor, USUAL.least * factor, USUAL.target * factor, USUAL.most * factor);
    }

    /**
     * The cuts of a file that consists of these stretches, which follow each other from byte 0.
     *
     * @param known chunks of an earlier file that were cut by the same rules
     * @param sameUntil up to where that file is the same
     */
    List<Span> cuts(FileChannel file, List<Span> spans, List<Chunk> known, long sameUntil) throws IOException {
        List<Span> cuts = new ArrayList<>();
        for (Chunk chunk : knownChunks(known, sameUntil)) {
            cuts.add(new Span(cuts.isEmpty() ? 0 : cuts.getLast().end(), chunk.bytes()));
        }
        long done = cuts.isEmpty() ? 0 : cuts.getLast().end();
        long groupAt = done;
        ByteBuffer buffer = ByteBuffer.allocateDirect(piece);
        for (Span span : spans) {
            if (span.end() <= done) {
                continue;
            }
            if (span.offset() == 0) {
                // The superblock tells sizes and changes always.
                close(cuts, 0, span.end());
                groupAt = span.end();
                continue;
            }
            if (span.bytes() >= piece) {
                close(cuts, groupAt, Math.max(span.offset(), done));
                pieces(cuts, Math.max(span.offset(), done), span.end());
                groupAt = span.end();
                continue;
            }
            if (span.end() - groupAt > most) {
                close(cuts, groupAt, span.offset());
                groupAt = span.offset();
            }
            if (span.end() - groupAt >= least && picked(file, span, buffer)) {
                close(cuts, groupAt, span.end());
                groupAt = span.end();
            }
        }
        close(cuts, groupAt, spans.isEmpty() ? 0 : spans.getLast().end());
        return cuts;
    }

    /** A cut at the very end of the same part is not known: what follows may be another file. */
    static List<Chunk> knownChunks(List<Chunk> known, long sameUntil) {
        int count = 0;
        long at = 0;
        while (count < known.size() && at + known.get(count).bytes() < sameUntil) {
            at += known.get(count).bytes();
            count++;
        }
        return known.subList(0, count);
    }

    private static void close(List<Span> cuts, long from, long to) {
        if (to > from) {
            cuts.add(new Span(from, to - from));
        }
    }

    private void pieces(List<Span> cuts, long from, long to) {
        for (long at = from; at < to; at += piece) {
            cuts.add(new Span(at, Math.min(piece, to - at)));
        }
    }

    /** True for one byte in {@code target} on average, whatever the lengths of the files. */
    private boolean picked(FileChannel file, Span span, ByteBuffer buffer) throws IOException {
        buffer.clear().limit((int) span.bytes());
        Region.whole(file).read(span.offset(), buffer);
        CRC32C sum = new CRC32C();
        sum.update(buffer.flip());
        return sum.getValue() * target < span.bytes() << 32;
    }
}
