package dev.cairn.image.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Packs blocks on all processors and writes them in the order in which they came, so that the number of threads changes no byte. One thread
 * submits and writes.
 */
final class BlockPipeline implements AutoCloseable {
    /** Hears where a block went. */
    interface Stored {
        void at(long position, int sizeWord);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] block, int length, Future<byte @Nullable []> packed, Stored stored) {}

    private final BlockOutput output;
    private final Packer packer;
    private final int depth = Runtime.getRuntime().availableProcessors() * 4;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("squashfs-pack-", 0).factory());
    private final Deque<Waiting> queue = new ArrayDeque<>();

    /** The packer is closed with the pipeline. */
    BlockPipeline(BlockOutput output, Packer packer) {
        this.output = output;
        this.packer = packer;
    }

    /** Takes {@code block} over; it must not be changed afterwards. */
    void submit(byte[] block, int length, Stored stored) throws IOException {
        Callable<byte @Nullable []> job = () -> packer.pack(block, length);
        queue.add(new Waiting(block, length, threads.submit(job), stored));
        if (queue.size() > depth) {
            writeNext();
        }
    }

    void drain() throws IOException {
        while (!queue.isEmpty()) {
            writeNext();
        }
    }

    private void writeNext() throws IOException {
        Waiting next = queue.remove();
        try {
            byte @Nullable [] packed = next.packed().get();
            long position = output.position();
            next.stored().at(position, output.writeBlock(next.block(), next.length(), packed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("packing failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // Waits for the blocks that are being packed; they are short.
        threads.close();
        packer.close();
    }
}
