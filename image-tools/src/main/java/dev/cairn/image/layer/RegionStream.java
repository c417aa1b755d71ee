package dev.cairn.image.layer;

import dev.cairn.image.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A region as a stream. Belongs to one thread. */
final class RegionStream extends InputStream {
    private final Region region;
    private long at;

    RegionStream(Region region) {
        this.region = region;
    }

    @Override
    public int read() throws IOException {
        return at < region.length() ? region.read(at++, 1)[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = (int) Math.min(length, region.length() - at);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        region.read(at, ByteBuffer.wrap(into, offset, count));
        at += count;
        return count;
    }

    /** Decompressors ask it whether another member follows. */
    @Override
    public int available() {
        return (int) Math.min(region.length() - at, Integer.MAX_VALUE);
    }
}
