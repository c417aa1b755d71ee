package dev.cairn.image.cpio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * The unpacked bytes of the one lz4 form that kernels unpack: blocks of at most 8 MiB behind their length, ended by a length of 0 or the end (LZ4
 * Frame Format Description 1.6, "Legacy frame"; Linux lib/decompress_unlz4.c). Belongs to one thread.
 */
final class Lz4Blocks extends InputStream {
    static final int MAGIC = 0x184c2102;
    private static final int BLOCK_BYTES = 8 << 20;
    private static final int MAX_PACKED_BYTES = BLOCK_BYTES + BLOCK_BYTES / 255 + 16;

    private final InitrdInput input;
    private InputStream block = InputStream.nullInputStream();
    private long blockEnd;
    private int unpacked;

    Lz4Blocks(InitrdInput input) {
        this.input = input;
        this.blockEnd = input.position();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = block.read(into, offset, length);
        while (count < 0 && next()) {
            count = block.read(into, offset, length);
        }
        unpacked += Math.max(0, count);
        if (unpacked > BLOCK_BYTES) {
            throw new IOException("a block of lz4 is too large");
        }
        return count;
    }

    /** Opens the next block; false at the end. */
    private boolean next() throws IOException {
        if (input.position() != blockEnd) {
            throw new IOException("a block of lz4 ends too early");
        }
        byte[] length = input.readNBytes(4);
        if (length.length < 4) {
            input.seek(blockEnd);
            return false;
        }
        int packed = length[0] & 0xff | (length[1] & 0xff) << 8 | (length[2] & 0xff) << 16 | length[3] << 24;
        if (packed == 0) {
            return false;
        }
        blockEnd = input.position();
        if (packed == MAGIC) {
            return true;
        }
        if (packed < 0 || packed > MAX_PACKED_BYTES) {
            throw new IOException("a block of lz4 has " + Integer.toUnsignedString(packed) + " bytes");
        }
        blockEnd += packed;
        unpacked = 0;
        block = new BlockLZ4CompressorInputStream(new Packed());
        return true;
    }

    /** The block's bytes, as many as it says it has. */
    private final class Packed extends InputStream {
        @Override
        public int read() throws IOException {
            if (input.position() >= blockEnd) {
                return -1;
            }
            int next = input.read();
            if (next < 0) {
                throw new EOFException();
            }
            return next;
        }
    }

    @Override
    public void close() {}
}
