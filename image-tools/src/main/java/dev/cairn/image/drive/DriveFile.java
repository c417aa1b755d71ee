package dev.cairn.image.drive;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An opened drive, past the page cache where the system allows it. Offsets, lengths and buffers are multiples of 4 KiB. One thread. */
final class DriveFile implements AutoCloseable {
    static final int ALIGNMENT = 4096;

    private final FileChannel channel;
    private final boolean direct;

    private DriveFile(FileChannel channel, boolean direct) {
        this.channel = channel;
        this.direct = direct;
    }

    /** Opens directly; where that is not possible (some file systems, drives with unusual sectors) through the cache. */
    static DriveFile open(Path path, Set<? extends OpenOption> options) throws IOException {
        List<OpenOption> all = new ArrayList<>(options);
        all.add(ExtendedOpenOption.DIRECT);
        try {
            FileChannel channel = FileChannel.open(path, all.toArray(OpenOption[]::new));
            if (readsDirectly(channel)) {
                return new DriveFile(channel, true);
            }
            channel.close();
        } catch (UnsupportedOperationException e) {
            // This system or file system knows no direct access.
            return new DriveFile(FileChannel.open(path, options.toArray(OpenOption[]::new)), false);
        } catch (IOException e) {
            return new DriveFile(FileChannel.open(path, options.toArray(OpenOption[]::new)), false);
        }
        return new DriveFile(FileChannel.open(path, options.toArray(OpenOption[]::new)), false);
    }

    /** Some systems accept the option and refuse every transfer: try one. */
    private static boolean readsDirectly(FileChannel channel) throws IOException {
        try {
            if (channel.size() >= ALIGNMENT) {
                channel.read(buffer(ALIGNMENT), 0);
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (java.nio.channels.NonReadableChannelException e) {
            return true;
        }
    }

    /** A buffer whose address suits direct transfers. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .limit(bytes)
                .slice();
    }

    boolean direct() {
        return direct;
    }

    FileChannel channel() {
        return channel;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Writes everything between position and limit. */
    void write(ByteBuffer source, long at) throws IOException {
        long position = at;
        while (source.hasRemaining()) {
            position += channel.write(source, position);
        }
    }

    /** Fills everything between position and limit. */
    void read(ByteBuffer into, long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            int count = channel.read(into, position);
            if (count <= 0) {
                throw new EOFException("drive ends at byte " + position);
            }
            position += count;
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
