package dev.cairn.image.cpio;

import dev.cairn.image.ImageException;
import java.io.IOException;
import java.io.InputStream;

/** What an unpacker gives, bounded; whatever it throws is an {@link IOException}. Belongs to one thread. */
final class UnpackedSegment extends PlacedStream {
    private static final int NOTHING = -2;

    private final InputStream unpacker;
    private final long mostBytes;
    private long taken;
    private int next = NOTHING;

    UnpackedSegment(InputStream unpacker, long mostBytes) {
        this.unpacker = unpacker;
        this.mostBytes = mostBytes;
    }

    @Override
    long position() {
        return next >= 0 ? taken - 1 : taken;
    }

    @Override
    int peek() throws IOException {
        if (next == NOTHING) {
            byte[] one = new byte[1];
            next = take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
        return next;
    }

    @Override
    public int read() throws IOException {
        int one = peek();
        next = one < 0 ? one : NOTHING;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0 || next == NOTHING) {
            return length == 0 ? 0 : take(into, offset, length);
        }
        int one = read();
        if (one >= 0) {
            into[offset] = (byte) one;
        }
        return one < 0 ? -1 : 1;
    }

    private int take(byte[] into, int offset, int length) throws IOException {
        try {
            int count = unpacker.read(into, offset, length);
            taken += Math.max(0, count);
            if (taken > mostBytes) {
                throw new IOException("there is more in it than a machine could unpack");
            }
            return count;
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacker.close();
    }
}
