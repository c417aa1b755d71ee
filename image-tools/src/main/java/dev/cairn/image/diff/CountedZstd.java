package dev.cairn.image.diff;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.cairn.image.Region;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what a stream takes when compressed, without keeping it. Belongs to one thread. */
final class CountedZstd implements AutoCloseable {
    /** What {@code zstd -10} does. */
    static final int LEVEL = 10;

    private static final int BUFFER = 1 << 20;

    private final Counter counter = new Counter();
    private final ZstdOutputStreamNoFinalizer out;

    CountedZstd() throws IOException {
        out = new ZstdOutputStreamNoFinalizer(counter, LEVEL);
    }

    void add(Region region, long offset, long bytes) throws IOException {
        for (long done = 0; done < bytes; ) {
            int count = (int) Math.min(BUFFER, bytes - done);
            out.write(region.read(offset + done, count));
            done += count;
        }
    }

    long finish() throws IOException {
        out.close();
        return counter.bytes;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int oneByte) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
