package dev.cairn.image.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Compresses single blocks; the same block gives the same bytes on every machine. Thread-safe; closed when no thread packs any more. */
sealed interface Packer extends AutoCloseable {
    /** The compressed block, or null when it would not be smaller. */
    byte @Nullable [] pack(byte[] block, int length);

    @Override
    void close();

    static Packer of(Compression compression) {
        return switch (compression) {
            case Compression.None none -> new Plain();
            case Compression.Zstd zstd -> new ZstdPacker(zstd.level());
        };
    }

    /** Leaves blocks as they are. */
    record Plain() implements Packer {
        @Override
        public byte @Nullable [] pack(byte[] block, int length) {
            return null;
        }

        @Override
        public void close() {}
    }

    /** One zstd frame per block, with its content size, as the kernel expects. */
    final class ZstdPacker implements Packer {
        private final int level;
        private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

        ZstdPacker(int level) {
            this.level = level;
        }

        /** What one thread packs with; making its tables anew for each block would cost a tenth of the time. */
        private record Worker(ZstdCompressCtx context, byte[] out) {}

        @Override
        public byte @Nullable [] pack(byte[] block, int length) {
            Worker taken = idle.poll();
            Worker worker = taken == null ? worker() : taken;
            try {
                int size = worker.context().compressByteArray(worker.out(), 0, worker.out().length, block, 0, length);
                return size < length ? Arrays.copyOf(worker.out(), size) : null;
            } catch (ZstdException e) {
                throw new IllegalStateException("zstd", e);
            } finally {
                idle.add(worker);
            }
        }

        private Worker worker() {
            return new Worker(
                    new ZstdCompressCtx().setLevel(level).setContentSize(true).setChecksum(false),
                    new byte[(int) Zstd.compressBound(Format.BLOCK_BYTES)]);
        }

        @Override
        public void close() {
            for (Worker worker = idle.poll(); worker != null; worker = idle.poll()) {
                worker.context().close();
            }
        }
    }
}
