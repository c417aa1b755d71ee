package dev.cairn.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Lets the disk write while more is being made or copied, instead of all at the end. Used by one thread at a time; it uses a second one. */
public final class Writeback implements AutoCloseable {
    private static final long PORTION = 64 << 20;

    private final FileChannel channel;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private long since;

    public Writeback(FileChannel channel) {
        this.channel = channel;
    }

    /** Notes bytes that were written; now and then asks for them to be on the disk, one time after the other. */
    public void written(long bytes) {
        since += bytes;
        if (since >= PORTION && running.isDone() && !running.isCompletedExceptionally()) {
            since = 0;
            running = CompletableFuture.runAsync(
                    this::force,
                    task -> Thread.ofPlatform().daemon().name("write-back").start(task));
        }
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw new IOException("writing to the disk failed: " + e.getCause(), e);
        }
    }
}
