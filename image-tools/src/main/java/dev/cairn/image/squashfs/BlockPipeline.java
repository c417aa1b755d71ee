package dev.cairn.image.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    private record Packed(byte[] bytes, int length) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] block, int length, Future<Packed> packed, Stored stored) {}

    private final BlockOutput output;
    private final Packer packer;
    private final int depth = Runtime.getRuntime().availableProcessors() * 4;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("squashfs-pack-", 0).factory());
    private final Deque<Waiting> queue = new ArrayDeque<>();
    // Used again and again: a pause of the collector stops all that pack.
    private final Deque<byte[]> freeBlocks = new ArrayDeque<>();
    private final Queue<byte[]> freeRoom = new ConcurrentLinkedQueue<>();

    /** The packer is closed with the pipeline. */
    BlockPipeline(BlockOutput output, Packer packer) {
        this.output = output;
        this.packer = packer;
    }

    /** Room for a block, with what stood in it before. */
    byte[] block() {
        byte[] free = freeBlocks.poll();
        return free == null ? new byte[Format.BLOCK_BYTES] : free;
    }

    /** Takes back what {@link #block} gave and nobody submitted. */
    void giveBack(byte[] block) {
        freeBlocks.push(block);
    }

    /** Takes over what {@link #block} gave; it must not be changed afterwards. */
    void submit(byte[] block, int length, Stored stored) throws IOException {
        Callable<Packed> job = () -> {
            byte[] free = freeRoom.poll();
            byte[] room = free == null ? new byte[Packer.ROOM] : free;
            return new Packed(room, packer.pack(block, length, room));
        };
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
            Packed packed = next.packed().get();
            long position = output.position();
            next.stored().at(position, write(next, packed));
            freeBlocks.push(next.block());
            freeRoom.add(packed.bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("packing failed: " + e.getCause(), e);
        }
    }

    /** The answer is the size word that describes the block. */
    private int write(Waiting next, Packed packed) throws IOException {
        if (packed.length() == Packer.AS_IT_IS) {
            output.write(next.block(), next.length());
            return next.length() | Format.DATA_UNCOMPRESSED;
        }
        output.write(packed.bytes(), packed.length());
        return packed.length();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // Waits for the blocks that are being packed; they are short.
        threads.close();
        packer.close();
    }
}
