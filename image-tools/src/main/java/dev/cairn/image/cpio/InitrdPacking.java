package dev.cairn.image.cpio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/**
 * How a segment is packed, told by its first bytes (Linux Documentation/driver-api/early-userspace/buffer-format.rst, grammar of
 * "cpio_compressed_archive"; magics as in Linux lib/decompress.c). LZMA without a container and LZO are not read. Stateless.
 */
enum InitrdPacking {
    GZIP(0x1f, 0x8b),
    BZIP2('B', 'Z', 'h'),
    XZ(0xfd, '7', 'z', 'X', 'Z', 0),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd),
    LZ4(0x02, 0x21, 0x4c, 0x18);

    private static final int XZ_MEMORY_KIB = 80 << 10;
    private static final int LONGEST_MAGIC = 6;

    private final int[] magic;

    InitrdPacking(int... magic) {
        this.magic = magic;
    }

    /** Looks at the next bytes, which stay the next ones. */
    static Optional<InitrdPacking> of(InitrdInput input) throws IOException {
        long at = input.position();
        byte[] first = input.readNBytes(LONGEST_MAGIC);
        input.seek(at);
        return Arrays.stream(values()).filter(packing -> packing.begins(first)).findFirst();
    }

    private boolean begins(byte[] first) {
        boolean same = first.length >= magic.length;
        for (int i = 0; same && i < magic.length; i++) {
            same = (first[i] & 0xff) == magic[i];
        }
        return same;
    }

    /** The unpacked bytes; when they were all read the input stands behind the packed ones. */
    InputStream open(InitrdInput input) throws IOException {
        InputStream open = new StaysOpen(input);
        return switch (this) {
            case GZIP -> new GzipMember(input);
            case BZIP2 -> new BZip2CompressorInputStream(open, false);
            case XZ -> new SingleXZInputStream(open, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdFrame(input);
            case LZ4 -> new Lz4Blocks(input);
        };
    }

    /** Other segments may follow in the same input. */
    private static final class StaysOpen extends FilterInputStream {
        StaysOpen(InitrdInput input) {
            super(input);
        }

        @Override
        public void close() {}
    }
}
