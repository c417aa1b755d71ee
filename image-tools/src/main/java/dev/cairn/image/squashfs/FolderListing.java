package dev.cairn.image.squashfs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one folder into the folder table: runs of up to 256 entries that share an inode block, and an index by which the kernel finds
 * a name in a large folder without reading all of it. Names must come sorted. Belongs to one thread.
 */
final class FolderListing {
    private static final int RUN_MAX = 256;

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] name, int inodeOffset, int inodeNumber, int type) {}

    private final MetadataTable table;
    private final long start;
    private final int offset;
    private final List<Entry> run = new ArrayList<>();
    private final LittleEndian index = new LittleEndian(64);
    private long runBlock;
    private long bytes;
    private long indexedBlock;
    private int indexCount;
    private @Nullable LittleEndian record;

    FolderListing(MetadataTable table) {
        this.table = table;
        this.start = table.blockStart();
        this.offset = table.offset();
        this.indexedBlock = start;
    }

    void add(byte[] name, long inodeReference, int inodeNumber, int type) {
        long block = inodeReference >>> 16;
        if (!run.isEmpty() && (block != runBlock || run.size() == RUN_MAX || tooFar(inodeNumber))) {
            flush();
        }
        runBlock = block;
        run.add(new Entry(name, (int) (inodeReference & 0xffff), inodeNumber, type));
    }

    private boolean tooFar(int inodeNumber) {
        int distance = inodeNumber - run.getFirst().inodeNumber();
        return distance > Short.MAX_VALUE || distance < Short.MIN_VALUE;
    }

    void finish() {
        if (!run.isEmpty()) {
            flush();
        }
    }

    private void flush() {
        Entry first = run.getFirst();
        if (table.blockStart() != indexedBlock) {
            index.u32(bytes)
                    .u32(table.blockStart())
                    .u32(first.name().length - 1L)
                    .bytes(first.name());
            indexedBlock = table.blockStart();
            indexCount++;
        }
        LittleEndian out = record == null ? new LittleEndian(8192) : record;
        record = out;
        out.clear();
        out.u32(run.size() - 1L).u32(runBlock).u32(first.inodeNumber());
        for (Entry entry : run) {
            out.u16(entry.inodeOffset()).u16(entry.inodeNumber() - first.inodeNumber());
            out.u16(entry.type()).u16(entry.name().length - 1).bytes(entry.name());
        }
        table.add(out);
        bytes += out.size();
        run.clear();
    }

    /** Start of the listing's first block in the stored table. */
    long start() {
        return start;
    }

    int offset() {
        return offset;
    }

    long bytes() {
        return bytes;
    }

    int indexCount() {
        return indexCount;
    }

    byte[] index() {
        return index.toBytes();
    }
}
