package dev.cairn.image.slot;

import dev.cairn.image.Writeback;
import dev.cairn.image.squashfs.WriteWatcher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes each MiB of a root while it is being written, and lets the disk take it: packing, hashing and the disk all take their time, and
 * none needs the other. Told by the writer's thread, works on a thread of its own. Closing ends that.
 */
final class RangeDigests implements WriteWatcher, AutoCloseable {
    private final FileChannel file;
    private final Writeback writeback;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("hash-ranges").unstarted(this::run);
    private final List<String> made = new ArrayList<>();
    private int first = 1;
    private long written;
    private boolean ended;
    private @Nullable IOException failure;

    private RangeDigests(FileChannel file, Writeback writeback) {
        this.file = file;
        this.writeback = writeback;
    }

    /** Watches a file that is there and is written by somebody else, through {@code writer}. */
    static RangeDigests of(Path file, FileChannel writer) throws IOException {
        RangeDigests ranges = new RangeDigests(FileChannel.open(file, StandardOpenOption.READ), new Writeback(writer));
        ranges.thread.start();
        return ranges;
    }

    /**
     * What could be hashed behind the writer.
     *
     * @param first number of the MiB that the first digest belongs to
     */
    record Made(int first, List<String> digests) {
        static final Made NOTHING = new Made(0, List.of());
    }

    /** Ends the watching; called when everything is written. */
    Made end() throws IOException {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        join();
        if (failure != null) {
            throw failure;
        }
        return new Made(first, List.copyOf(made));
    }

    /** So many bytes more were put there by whoever takes over what an earlier root had. */
    synchronized void copied(long bytes) {
        writeback.written(bytes);
    }

    /** The MiB in which that ends may not be whole yet: it is left to whoever comes later. */
    @Override
    public synchronized void takenOver(long end) {
        first = (int) Math.max(1, Math.ceilDiv(end, ChunkIndex.RANGE_BYTES));
        written = end;
    }

    @Override
    public synchronized void written(long end) {
        writeback.written(end - written);
        written = end;
        notifyAll();
    }

    private void run() {
        PieceHasher.One hasher = new PieceHasher.One(file);
        try {
            for (long at = next(); at >= 0; at = next()) {
                made.add(hasher.digest(new Chunking.Span(at, ChunkIndex.RANGE_BYTES)));
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Where the next whole MiB begins that is written; below 0 at the end. */
    private synchronized long next() {
        while (true) {
            long at = (long) (first + made.size()) * ChunkIndex.RANGE_BYTES;
            if (written >= at + ChunkIndex.RANGE_BYTES) {
                return at;
            }
            if (ended) {
                return -1;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                return -1;
            }
        }
    }

    private void join() throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while hashing", e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try (file;
                writeback) {
            join();
        }
    }
}
