package dev.cairn.image.drive;

import com.sun.nio.file.ExtendedOpenOption;
import dev.cairn.image.gpt.PartitionTable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** A block device or file, past the page cache where the system allows it. One thread. */
final class FileDrive implements DriveChannel {
    private static final Set<OpenOption> BOTH = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ);

    private final Path path;
    private final FileChannel channel;
    private final boolean direct;

    private FileDrive(Path path, FileChannel channel, boolean direct) {
        this.path = path;
        this.channel = channel;
        this.direct = direct;
    }

    /** Opens directly; where that is not possible (some file systems, drives with unusual sectors) through the cache. */
    static FileDrive open(Path path) throws IOException {
        return open(path, BOTH);
    }

    static FileDrive openForReading(Path path) throws IOException {
        return open(path, READING);
    }

    private static FileDrive open(Path path, Set<OpenOption> options) throws IOException {
        Set<OpenOption> past = new HashSet<>(options);
        past.add(ExtendedOpenOption.DIRECT);
        try {
            FileChannel channel = FileChannel.open(path, past);
            if (readsDirectly(channel)) {
                return new FileDrive(path, channel, true);
            }
            channel.close();
        } catch (UnsupportedOperationException | IOException e) {
            // This system or file system knows no direct access; if there is another reason, the next call says it.
            return new FileDrive(path, FileChannel.open(path, options), false);
        }
        return new FileDrive(path, FileChannel.open(path, options), false);
    }

    /** Some systems accept the option and refuse every transfer: try one. */
    private static boolean readsDirectly(FileChannel channel) {
        try {
            if (channel.size() >= ALIGNMENT) {
                channel.read(Buffers.aligned(ALIGNMENT), 0);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean direct() {
        return direct;
    }

    @Override
    public boolean device() {
        return !Files.isRegularFile(path);
    }

    @Override
    public void takeAlone() {
        // No system keeps others from a file.
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    /** What plays a drive plays one that images are made for. */
    @Override
    public int sectorBytes() {
        return PartitionTable.SECTOR;
    }

    @Override
    public void write(ByteBuffer source, long at) throws IOException {
        int limit = source.limit();
        source.limit(limit - tail(source));
        long position = writeAll(channel, source, at);
        source.limit(limit);
        if (source.hasRemaining()) {
            try (FileChannel cached = FileChannel.open(path, BOTH)) {
                writeAll(cached, source, position);
                cached.force(true);
            }
        }
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        int limit = into.limit();
        into.limit(limit - tail(into));
        long position = readAll(channel, into, at);
        into.limit(limit);
        if (into.hasRemaining()) {
            try (FileChannel cached = FileChannel.open(path, StandardOpenOption.READ)) {
                readAll(cached, into, position);
            }
        }
    }

    /** A drive may end in the middle of 4 KiB, where direct transfers are not possible. */
    private int tail(ByteBuffer buffer) {
        return direct ? buffer.remaining() % ALIGNMENT : 0;
    }

    private static long writeAll(FileChannel channel, ByteBuffer source, long at) throws IOException {
        long position = at;
        while (source.hasRemaining()) {
            position += channel.write(source, position);
        }
        return position;
    }

    private static long readAll(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            int count = channel.read(into, position);
            if (count <= 0) {
                throw new EOFException("the drive ends at byte " + position);
            }
            position += count;
        }
        return position;
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
