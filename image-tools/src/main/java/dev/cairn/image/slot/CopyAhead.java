package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the contents of an earlier root into a new one while layers are still being read and tables made: neither needs the other, and how
 * much will stay is known only when the layers are merged. Where a file system can share blocks (XFS, btrfs) they are shared. Told by one
 * thread, copies on another; closing ends that.
 */
final class CopyAhead implements AutoCloseable {
    private static final int PIECE = 8 << 20;

    private final FileChannel from;
    private final FileChannel into;
    private final LongConsumer copied;
    private final Thread thread = Thread.ofPlatform().daemon().name("take-over").unstarted(this::run);
    private long end;
    private boolean endKnown;
    private long claimed = SquashfsWriter.DATA_START;
    private long done = SquashfsWriter.DATA_START;
    private @Nullable IOException failure;

    private CopyAhead(FileChannel from, FileChannel into, long end, LongConsumer copied) {
        this.from = from;
        this.into = into;
        this.end = end;
        this.copied = copied;
    }

    /**
     * Begins to copy.
     *
     * @param from an earlier root, which stays the caller's
     * @param end how far to go until {@link #endAt} says it
     * @param into a file that is there and may be written by others behind what is taken over
     * @param copied is told the length of each piece, on the copying thread
     */
    static CopyAhead start(FileChannel from, long end, Path into, LongConsumer copied) throws IOException {
        FileChannel target = FileChannel.open(into, StandardOpenOption.WRITE);
        CopyAhead copy = new CopyAhead(from, target, end, copied);
        copy.thread.start();
        return copy;
    }

    /** Says how far the earlier contents are the same; when this returns, nothing behind that is written any more. */
    synchronized void endAt(long wanted) throws IOException {
        end = wanted;
        endKnown = true;
        notifyAll();
        while (claimed > end && done < claimed && failure == null) {
            pause();
        }
    }

    /** Bytes that this has put into the new root. */
    synchronized long bytes() {
        return done - SquashfsWriter.DATA_START;
    }

    /** Waits until everything up to the end is there. */
    void await(String element, Progress progress) throws IOException {
        while (true) {
            long at;
            synchronized (this) {
                if (failure != null) {
                    throw failure;
                }
                if (done >= end) {
                    return;
                }
                pause();
                at = Math.min(done, end);
            }
            progress.step("take over", element, at, end);
        }
    }

    private void run() {
        try {
            into.position(claimed);
            for (long at = claim(); at >= 0; at = claim()) {
                copy(at);
            }
        } catch (IOException e) {
            synchronized (this) {
                failure = e;
                notifyAll();
            }
        }
    }

    /** Where the next piece begins; below 0 at the end. */
    private synchronized long claim() throws IOException {
        while (claimed >= end && !endKnown) {
            pause();
        }
        if (claimed >= end) {
            return -1;
        }
        long at = claimed;
        claimed = Math.min(end, at + PIECE);
        return at;
    }

    private void copy(long at) throws IOException {
        long to;
        synchronized (this) {
            to = claimed;
        }
        for (long position = at; position < to; ) {
            long count = from.transferTo(position, to - position, into);
            if (count <= 0) {
                throw new IOException("an earlier root became shorter");
            }
            position += count;
        }
        synchronized (this) {
            done = to;
            notifyAll();
        }
        copied.accept(to - at);
    }

    private void pause() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier root was taken over", e);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            end = 0;
            endKnown = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        into.close();
    }
}
