package dev.cairn.image.squashfs;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compresses single blocks; the same block gives the same bytes on every machine. Thread-safe. */
sealed interface Packer {
    /** The compressed block, or null when it would not be smaller. */
    byte @Nullable [] pack(byte[] block, int length);

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
    }

    /** One zstd frame per block, with its content size, as the kernel expects. */
    record ZstdPacker(int level) implements Packer {
        @Override
        public byte @Nullable [] pack(byte[] block, int length) {
            byte[] out = new byte[(int) Zstd.compressBound(length)];
            long size = Zstd.compressByteArray(out, 0, out.length, block, 0, length, level);
            if (Zstd.isError(size)) {
                throw new IllegalStateException("zstd: " + Zstd.getErrorName(size));
            }
            return size < length ? Arrays.copyOf(out, (int) size) : null;
        }
    }
}
