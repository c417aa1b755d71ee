package dev.cairn.image.cpio;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The unpacked bytes of one zstd frame (RFC 8878, section 3.1), behind which the input then stands, as zstd's own stream cannot tell. Belongs to one
 * thread.
 */
final class ZstdFrame extends InputStream {
    private static final int PACKED_BYTES = 1 << 16;
    private static final int UNPACKED_BYTES = 1 << 17;

    private final InitrdInput input;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] piece = new byte[PACKED_BYTES];
    private final ByteBuffer packed = ByteBuffer.allocateDirect(PACKED_BYTES).limit(0);
    private final ByteBuffer unpacked =
            ByteBuffer.allocateDirect(UNPACKED_BYTES).limit(0);
    private boolean finished;

    ZstdFrame(InitrdInput input) {
        this.input = input;
    }

    @Override
    public int read() throws IOException {
        return fill() ? unpacked.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, unpacked.remaining());
        unpacked.get(into, offset, count);
        return count;
    }

    /** False at the end. */
    private boolean fill() throws IOException {
        while (!unpacked.hasRemaining() && !finished) {
            if (!packed.hasRemaining()) {
                feed();
            }
            unpacked.clear();
            finished = context.decompressDirectByteBufferStream(unpacked, packed);
            unpacked.flip();
            if (finished) {
                input.seek(input.position() - packed.remaining());
            }
        }
        return unpacked.hasRemaining();
    }

    private void feed() throws IOException {
        int count = input.read(piece, 0, piece.length);
        if (count < 0) {
            throw new EOFException();
        }
        packed.clear().put(piece, 0, count).flip();
    }

    @Override
    public void close() {
        context.close();
    }
}
