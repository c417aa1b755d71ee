package dev.cairn.image.cpio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The unpacked bytes of one gzip member (RFC 1952, section 2.3), behind which the input then stands, as Java's own stream cannot tell. Belongs to
 * one thread.
 */
final class GzipMember extends InputStream {
    private static final int HEAD_BYTES = 10;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InitrdInput input;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] packed = new byte[1 << 14];
    private boolean finished;

    GzipMember(InitrdInput input) throws IOException {
        this.input = input;
        byte[] head = exactly(HEAD_BYTES);
        if (head[2] != DEFLATE) {
            throw new IOException("gzip by something else than deflate");
        }
        if ((head[3] & EXTRA) != 0) {
            input.skipNBytes(number(2));
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((head[3] & text) != 0) {
                skipText();
            }
        }
        if ((head[3] & HEADER_SUM) != 0) {
            exactly(2);
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = input.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        byte[] little = exactly(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | little[i] & 0xff;
        }
        return number;
    }

    private void skipText() throws IOException {
        int next = input.read();
        while (next > 0) {
            next = input.read();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && !finished) {
            count = inflate(into, offset, length);
            if (inflater.finished()) {
                finish();
            } else if (count == 0) {
                feed();
            }
        }
        return count == 0 ? -1 : count;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(into, offset, length);
            sum.update(into, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void feed() throws IOException {
        int count = inflater.needsDictionary() ? -1 : input.read(packed, 0, packed.length);
        if (count < 0) {
            throw new EOFException();
        }
        inflater.setInput(packed, 0, count);
    }

    private void finish() throws IOException {
        finished = true;
        input.seek(input.position() - inflater.getRemaining());
        long bytes = inflater.getBytesWritten() & 0xffffffffL;
        if (number(4) != sum.getValue() || number(4) != bytes) {
            throw new IOException("the checksum of gzip is another");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
