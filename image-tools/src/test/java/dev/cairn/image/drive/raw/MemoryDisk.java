package dev.cairn.image.drive.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The medium of a played disk: blocks that were written, zeros elsewhere; it can be pulled out, be write-protected, and wear out. Thread-safe. */
public final class MemoryDisk {
    private static final int BLOCK = 512;

    public final AtomicLong written = new AtomicLong();
    public volatile boolean present = true;
    public volatile boolean writeProtected;
    /** Pulled out once so many bytes were written. */
    public volatile long vanishesAfter = Long.MAX_VALUE;
    /** Reads that touch this byte fail. */
    public volatile long unreadable = Long.MAX_VALUE;
    /** The most that one call moves. */
    public volatile int mostAtOnce = Integer.MAX_VALUE;

    public final int sectorBytes;
    public volatile long size;
    private final Map<Long, byte[]> blocks = new ConcurrentHashMap<>();

    public MemoryDisk(long size, int sectorBytes) {
        this.size = size;
        this.sectorBytes = sectorBytes;
    }

    /** Whether address, length and offset are whole sectors, as unbuffered transfers need. */
    public boolean aligned(MemorySegment memory, long at) {
        return (memory.address() | memory.byteSize() | at) % sectorBytes == 0;
    }

    /** Whether the drive is still there; it may go in this very call. */
    public boolean answers() {
        present = present && written.get() < vanishesAfter;
        return present;
    }

    public boolean readable(long at, long bytes) {
        return unreadable < at || unreadable >= at + bytes;
    }

    /** How many bytes a transfer of this length would move: fewer at the end, and 0 behind it. */
    public int portion(long at, long bytes) {
        return (int) Math.clamp(size - at, 0, Math.min(bytes, mostAtOnce));
    }

    public void write(MemorySegment source, long at, int bytes) {
        for (int done = 0; done < bytes; done += BLOCK) {
            byte[] block = new byte[BLOCK];
            MemorySegment.copy(source, done, MemorySegment.ofArray(block), 0, BLOCK);
            blocks.put((at + done) / BLOCK, block);
        }
        written.addAndGet(bytes);
    }

    public void read(MemorySegment into, long at, int bytes) {
        for (int done = 0; done < bytes; done += BLOCK) {
            byte[] block = blocks.getOrDefault((at + done) / BLOCK, new byte[BLOCK]);
            MemorySegment.copy(MemorySegment.ofArray(block), 0, into, done, BLOCK);
        }
    }

    /** Puts something there without anybody noticing. */
    public void put(long at, byte[] sectors) {
        write(MemorySegment.ofArray(sectors), at, sectors.length);
        written.addAndGet(-sectors.length);
    }

    public byte[] bytes(long at, int count) {
        byte[] found = new byte[count];
        read(MemorySegment.ofArray(found), at, count);
        return found;
    }

    /** A sparse file with the same content, for other people's tools. */
    public Path copyTo(Path file) {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Map.Entry<Long, byte[]> block : blocks.entrySet()) {
                out.write(java.nio.ByteBuffer.wrap(block.getValue()), block.getKey() * BLOCK);
            }
            byte[] last = bytes(size - BLOCK, BLOCK);
            out.write(java.nio.ByteBuffer.wrap(last), size - BLOCK);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
