package dev.cairn.image.cpio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The content of the entry that was just read; must be finished before the next one. Belongs to one thread. */
final class EntryContent extends InputStream {
    private static final int PIECE = 1 << 14;

    private final PlacedStream in;
    private final boolean summed;
    private long left;
    private int sum;

    EntryContent(PlacedStream in, long bytes, boolean summed) {
        this.in = in;
        this.left = bytes;
        this.summed = summed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException();
        }
        left -= count;
        for (int i = offset; summed && i < offset + count; i++) {
            sum += into[i] & 0xff;
        }
        return count;
    }

    /** Passes what was not read; the answer is the sum of all bytes where that is kept. */
    int finish() throws IOException {
        if (!summed) {
            in.skipNBytes(left);
            left = 0;
        }
        byte[] piece = new byte[(int) Math.min(PIECE, left)];
        while (left > 0) {
            read(piece, 0, piece.length);
        }
        return sum;
    }
}
