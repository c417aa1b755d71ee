package dev.cairn.image.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compresses single blocks; the same block gives the same bytes on every machine. Thread-safe; closed when no thread packs any more. */
sealed interface Packer extends AutoCloseable {
    /** Answered by {@link #pack} when the block would not become smaller. */
    int AS_IT_IS = -1;

    /** Room that a packed block needs at most. */
    int ROOM = (int) Zstd.compressBound(Format.BLOCK_BYTES);

    /** Puts the compressed block into {@code into}, which has {@link #ROOM}, and answers its length. */
    int pack(byte[] block, int length, byte[] into);

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
        public int pack(byte[] block, int length, byte[] into) {
            return AS_IT_IS;
        }

        @Override
        public void close() {}
    }

    /** One zstd frame per block, with its content size, as the kernel expects. */
    final class ZstdPacker implements Packer {
        private final int level;
        /** Making their tables anew for each block would cost a tenth of the time. */
        private final Queue<ZstdCompressCtx> idle = new ConcurrentLinkedQueue<>();

        ZstdPacker(int level) {
            this.level = level;
        }

        @Override
        public int pack(byte[] block, int length, byte[] into) {
            ZstdCompressCtx taken = idle.poll();
            ZstdCompressCtx context = taken == null
                    ? new ZstdCompressCtx().setLevel(level).setContentSize(true).setChecksum(false)
                    : taken;
            try {
                int size = context.compressByteArray(into, 0, into.length, block, 0, length);
                return size < length ? size : AS_IT_IS;
            } catch (ZstdException e) {
                throw new IllegalStateException("zstd", e);
            } finally {
                idle.add(context);
            }
        }

        @Override
        public void close() {
            for (ZstdCompressCtx context = idle.poll(); context != null; context = idle.poll()) {
                context.close();
            }
        }
    }
}
