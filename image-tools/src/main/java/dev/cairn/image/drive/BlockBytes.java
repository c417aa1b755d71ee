package dev.cairn.image.drive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Any bytes of a drive that gives only whole blocks. Thread-safe. */
final class BlockBytes implements DriveBytes {
    private static final int WINDOW = 256 << 10;

    private final DriveChannel drive;
    private final long size;
    private final ByteBuffer window = Buffers.aligned(WINDOW);

    BlockBytes(DriveChannel drive) throws IOException {
        this.drive = drive;
        this.size = drive.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized int read(ByteBuffer into, long at) throws IOException {
        if (at >= size) {
            return -1;
        }
        int skipped = (int) (at % DriveChannel.ALIGNMENT);
        int count = (int) Math.min(size - at, Math.min(into.remaining(), WINDOW - skipped));
        int blocks = Math.ceilDiv(skipped + count, DriveChannel.ALIGNMENT) * DriveChannel.ALIGNMENT;
        drive.read(window.clear().limit((int) Math.min(blocks, size - at + skipped)), at - skipped);
        into.put(window.flip().position(skipped).limit(skipped + count));
        return count;
    }

    @Override
    public void close() throws IOException {
        drive.close();
    }
}
