package dev.cairn.boot.powercut;

import dev.cairn.image.Region;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A disk at some point of a log: for each sector, where its bytes stand. That number stands for the content too: sectors with the
 * same number hold the same bytes.
 */
public final class ReplayedDisk {
    /** The sector is that of the disk as it was at the start. */
    static final int UNTOUCHED = 0;

    /** The sector was emptied. */
    static final int ZERO = -1;

    private final FileChannel before;
    private final FileChannel log;
    private final int[] sources;

    /** The disk before the first entry of the log. */
    public ReplayedDisk(FileChannel before, WriteLog log) throws IOException {
        this.before = before;
        this.log = log.channel();
        this.sources = new int[Math.toIntExact(before.size() / WriteLog.SECTOR)];
    }

    /** The disk gets all of a request. */
    public void apply(WriteLog.Entry entry) {
        apply(entry, entry.sectors());
    }

    /** The disk gets the first sectors of a request, as when the power fails while it is written. */
    public void apply(WriteLog.Entry entry, int count) {
        int at = Math.toIntExact(entry.sector());
        for (int i = 0; i < count; i++) {
            sources[at + i] = entry.dataAt() == ZERO ? ZERO : entry.dataAt() + i;
        }
    }

    /** A copy of where everything stands. */
    int[] save() {
        return sources.clone();
    }

    void restore(int[] saved) {
        System.arraycopy(saved, 0, sources, 0, sources.length);
    }

    int source(int sector) {
        return sources[sector];
    }

    public long bytes() {
        return (long) sources.length * WriteLog.SECTOR;
    }

    /** The whole disk. */
    public Region whole() {
        return new Region(this::read, 0, bytes());
    }

    /** Two regions with the same fingerprint hold the same bytes. */
    long fingerprint(long offset, long length) {
        long hash = length;
        int end = (int) Math.ceilDiv(offset + length, WriteLog.SECTOR);
        for (int sector = (int) (offset / WriteLog.SECTOR); sector < end; sector++) {
            int source = sources[sector];
            hash = (hash ^ (source == UNTOUCHED ? -2L - sector : source)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** As {@link FileChannel#read(ByteBuffer, long)}. */
    int read(ByteBuffer into, long position) throws IOException {
        int sector = Math.toIntExact(position / WriteLog.SECTOR);
        if (sector >= sources.length) {
            return -1;
        }
        int within = (int) (position % WriteLog.SECTOR);
        int run = 1;
        while ((long) run * WriteLog.SECTOR < within + into.remaining()
                && sector + run < sources.length
                && follows(sources[sector + run], sources[sector], run)) {
            run++;
        }
        int count = Math.min(into.remaining(), run * WriteLog.SECTOR - within);
        ByteBuffer part = into.slice(into.position(), count);
        int source = sources[sector];
        if (source == ZERO) {
            part.put(new byte[count]);
        } else {
            long at = source == UNTOUCHED ? position : (long) source * WriteLog.SECTOR + within;
            readFully(source == UNTOUCHED ? before : log, part, at);
        }
        into.position(into.position() + count);
        return count;
    }

    private static boolean follows(int next, int first, int distance) {
        return first == ZERO || first == UNTOUCHED ? next == first : next == first + distance;
    }

    private static void readFully(FileChannel from, ByteBuffer into, long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            int count = from.read(into, position);
            if (count < 0) {
                throw new EOFException("byte " + position + " is missing");
            }
            position += count;
        }
    }

    /** Where the two states differ, asked of their copies. */
    static boolean same(int[] one, int[] other, long offset, long length) {
        int from = (int) (offset / WriteLog.SECTOR);
        int to = (int) Math.ceilDiv(offset + length, WriteLog.SECTOR);
        return Arrays.equals(one, from, to, other, from, to);
    }
}
