package dev.cairn.image.layer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the pieces of a sparse file belong, in every form that tars know (GNU tar manual, "Storing Sparse Files": old GNU format, pax 0.0, 0.1
 * and 1.0; star(5), type S). Belongs to one thread.
 *
 * @param size of the file with its holes
 */
record SparseMap(long size, List<Run> runs) {
    private static final int MAX_RUNS = 1 << 20;
    private static final int MAX_DIGITS = 18;
    private static final int RUN_BYTES = 24;
    private static final int OLD_RUNS = 4;
    private static final int MORE_RUNS = 21;
    /** A file system with 128 KiB blocks needs 4 bytes of memory per block, also for holes. */
    private static final long MAX_SIZE = 1L << 40;

    /** A piece of data and where in the file it belongs. */
    record Run(long at, long length) {}

    /** The map of a type S header and the blocks that follow it. */
    static SparseMap old(byte[] header, TarBlocks blocks) throws IOException, TarHeader.Malformed {
        boolean star = TarHeader.isStar(header);
        List<Run> runs = new ArrayList<>();
        boolean more = header[star ? 355 : 482] != 0;
        long size = TarHeader.number(header, star ? 452 : 483, 12);
        boolean open = collect(header, star ? 356 : 386, OLD_RUNS, runs);
        while (more) {
            byte[] extension = blocks.next("its list of pieces ends too early");
            open = open && collect(extension, 0, MORE_RUNS, runs);
            more = extension[MORE_RUNS * RUN_BYTES] != 0;
        }
        return new SparseMap(size, runs);
    }

    private static boolean collect(byte[] block, int from, int count, List<Run> runs) throws TarHeader.Malformed {
        for (int i = 0; i < count; i++) {
            int at = from + i * RUN_BYTES;
            if (block[at + 12] == 0) {
                return false;
            }
            add(runs, TarHeader.number(block, at, 12), TarHeader.number(block, at + 12, 12));
        }
        return true;
    }

    /** What pax records say of the next entry, or null when it is not sparse; format 1.0 keeps its map before the data. */
    static @Nullable SparseMap pax(PaxRecords pax, TarBlocks blocks) throws IOException, TarHeader.Malformed {
        if (pax.get("GNU.sparse.major") != null) {
            String version = pax.get("GNU.sparse.major") + "." + pax.get("GNU.sparse.minor", "0");
            if (!version.equals("1.0")) {
                throw new TarHeader.Malformed("sparse format " + version + " is not known");
            }
            return new SparseMap(decimal(pax.get("GNU.sparse.realsize", "")), beforeData(blocks));
        }
        String size = pax.get("GNU.sparse.size");
        if (size == null) {
            return null;
        }
        List<Run> runs = new ArrayList<>();
        String map = pax.sparseMap();
        if (map != null) {
            String[] numbers = map.split(",", -1);
            if (numbers.length % 2 != 0) {
                throw new TarHeader.Malformed("sparse map has an odd count of numbers");
            }
            for (int i = 0; i < numbers.length; i += 2) {
                add(runs, decimal(numbers[i]), decimal(numbers[i + 1]));
            }
        }
        return new SparseMap(decimal(size), runs);
    }

    private static List<Run> beforeData(TarBlocks blocks) throws IOException, TarHeader.Malformed {
        Lines lines = new Lines(blocks);
        long count = lines.next();
        if (count > MAX_RUNS) {
            throw new TarHeader.Malformed("sparse map of " + count + " pieces");
        }
        List<Run> runs = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            add(runs, lines.next(), lines.next());
        }
        return runs;
    }

    private static void add(List<Run> runs, long at, long length) throws TarHeader.Malformed {
        boolean sane = at >= 0
                && length >= 0
                && at <= MAX_SIZE
                && length <= MAX_SIZE
                && runs.size() < MAX_RUNS
                && (runs.isEmpty() || at >= runs.getLast().at() + runs.getLast().length());
        if (!sane) {
            throw new TarHeader.Malformed("piece of " + length + " bytes at " + at + " in a sparse map");
        }
        // Whether the next piece begins at once or in the next block is told nowhere: readers do not agree.
        if (!runs.isEmpty() && runs.getLast().length() % TarHeader.BLOCK != 0 && length > 0) {
            throw new TarHeader.Malformed("piece of " + runs.getLast().length() + " bytes inside a sparse map");
        }
        runs.add(new Run(at, length));
    }

    static long decimal(String digits) throws TarHeader.Malformed {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TarHeader.Malformed("number in a pax record is malformed");
        }
        return Long.parseLong(digits);
    }

    /** Bytes that stand in the archive. */
    long stored() {
        return runs.stream().mapToLong(Run::length).sum();
    }

    /** The content, of which the pieces follow each other from {@code offset} on in the blocks' region. */
    SparseContent content(TarBlocks blocks, String origin, long offset) throws TarHeader.Malformed {
        if (size > MAX_SIZE
                || (!runs.isEmpty() && runs.getLast().at() + runs.getLast().length() > size)) {
            throw new TarHeader.Malformed("sparse file of " + size + " bytes");
        }
        TreeMap<Long, SparseContent.Piece> pieces = new TreeMap<>();
        long next = blocks.region().offset() + offset;
        for (Run run : runs) {
            if (run.length() > 0) {
                pieces.put(run.at(), new SparseContent.Piece(next, run.length()));
                next += run.length();
            }
        }
        return new SparseContent(blocks.region().bytes(), origin, size, pieces);
    }

    /** Decimal numbers, one per line, that fill whole blocks. */
    private static final class Lines {
        private final TarBlocks blocks;
        private byte[] block = new byte[0];
        private int at;

        Lines(TarBlocks blocks) {
            this.blocks = blocks;
        }

        long next() throws IOException, TarHeader.Malformed {
            StringBuilder digits = new StringBuilder();
            while (true) {
                if (at == block.length) {
                    block = blocks.next("its list of pieces ends too early").clone();
                    at = 0;
                }
                char c = (char) block[at++];
                if (c == '\n' || digits.length() > MAX_DIGITS) {
                    return decimal(digits.toString());
                }
                digits.append(c);
            }
        }
    }
}
