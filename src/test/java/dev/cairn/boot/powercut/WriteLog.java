package dev.cairn.boot.powercut;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The log that QEMU's driver blklogwrites makes: a superblock, then for each request a sector that describes it and the data (Linux,
 * Documentation/admin-guide/device-mapper/log-writes.rst; block/blklogwrites.c).
 */
public final class WriteLog implements AutoCloseable {
    static final int SECTOR = 512;
    private static final long MAGIC = 0x6a736677736872L;
    private static final long VERSION = 1;
    private static final long FLUSH = 1;
    private static final long FUA = 2;
    private static final long DISCARD = 4;

    private final FileChannel channel;

    private WriteLog(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * One request.
     *
     * @param sector where on the disk it begins
     * @param dataAt sector of the log where its data begin, or {@link ReplayedDisk#ZERO} when it made the place empty
     * @param flush everything that was finished before it is on the disk
     * @param throughCache it is itself on the disk when it is finished
     */
    public record Entry(long sector, int sectors, int dataAt, boolean flush, boolean throughCache) {}

    public static WriteLog open(Path file) throws IOException {
        return new WriteLog(FileChannel.open(file, StandardOpenOption.READ));
    }

    /**
     * Makes a log ready for a QEMU that goes on with it: the driver counts the entries in the superblock, and does so at flushes only. An empty
     * file becomes a log without entries. To be called while nobody writes it.
     */
    public static void complete(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int entries = new WriteLog(channel).walked().size();
            ByteBuffer superblock = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
            superblock
                    .putLong(0, MAGIC)
                    .putLong(8, VERSION)
                    .putLong(16, entries)
                    .putInt(24, SECTOR);
            channel.write(superblock, 0);
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Everything up to the end, or up to where the machine has come while it still runs. */
    public List<Entry> entries() throws IOException {
        ByteBuffer superblock = read(0, SECTOR);
        if (superblock.getLong(0) != MAGIC || superblock.getLong(8) != VERSION || superblock.getInt(24) != SECTOR) {
            throw new IOException("not a log of 512-byte sectors");
        }
        return walked();
    }

    private List<Entry> walked() throws IOException {
        List<Entry> entries = new ArrayList<>();
        long at = 1;
        ByteBuffer header = read(at, 32);
        while (header.getLong(8) != 0 || header.getLong(16) != 0) {
            Entry entry = entry(header, at);
            entries.add(entry);
            at += 1 + (entry.dataAt() == ReplayedDisk.ZERO ? 0 : entry.sectors());
            header = read(at, 32);
        }
        return entries;
    }

    private static Entry entry(ByteBuffer header, long at) throws IOException {
        long flags = header.getLong(16);
        int sectors = Math.toIntExact(header.getLong(8));
        boolean empties = (flags & DISCARD) != 0;
        if ((flags & ~(FLUSH | FUA | DISCARD)) != 0) {
            throw new IOException("unknown flags " + flags + " in sector " + at);
        }
        int dataAt = empties ? ReplayedDisk.ZERO : Math.toIntExact(at + 1);
        return new Entry(header.getLong(0), sectors, dataAt, (flags & FLUSH) != 0, (flags & FUA) != 0);
    }

    private ByteBuffer read(long sector, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, sector * SECTOR + buffer.position()) < 0) {
                throw new EOFException("the log ends in sector " + sector);
            }
        }
        return buffer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
