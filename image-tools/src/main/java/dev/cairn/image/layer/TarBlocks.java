package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Steps through the 512-byte blocks of an uncompressed tar (POSIX.1-2017, pax, "ustar Interchange Format"). Belongs to one thread. */
final class TarBlocks {
    /** Most files are longer than a window, so that each window costs its reading and serves one header. */
    private static final int WINDOW = 1 << 13;

    private final Region region;
    private final String origin;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final ByteBuffer window;
    private long windowAt;
    private long position;
    private long headerAt;

    TarBlocks(Region region, String origin) {
        this.region = region;
        this.origin = origin;
        this.window =
                ByteBuffer.allocate((int) Math.min(WINDOW, region.length())).limit(0);
    }

    Region region() {
        return region;
    }

    long position() {
        return position;
    }

    /** The next header, valid until the next call; errors speak of its offset from here on. */
    byte[] header() throws IOException {
        headerAt = position;
        return next("the end mark is missing");
    }

    /** The next block of what belongs to the current header. */
    byte[] next(String otherwise) throws IOException {
        if (position + TarHeader.BLOCK > region.length()) {
            throw fail(ImageProblem.TAR_TRUNCATED, otherwise);
        }
        if (position < windowAt || position + TarHeader.BLOCK > windowAt + window.limit()) {
            windowAt = position;
            window.clear().limit((int) Math.min(window.capacity(), region.length() - position));
            region.readSome(position, window);
            window.flip();
            if (window.limit() < TarHeader.BLOCK) {
                throw fail(ImageProblem.TAR_TRUNCATED, otherwise);
            }
        }
        window.get((int) (position - windowAt), block);
        position += TarHeader.BLOCK;
        return block;
    }

    /** Data of the current entry, small enough to be held. */
    byte[] data(long length, int most) throws IOException, TarHeader.Malformed {
        if (length < 0 || length > most) {
            throw new TarHeader.Malformed("extension header of " + length + " bytes");
        }
        return region.read(skip(length, "an extension header"), (int) length);
    }

    /** Steps over data and its padding; the answer is where in the region it begins. */
    long skip(long length, String name) {
        long at = position;
        if (length < 0) {
            throw fail(ImageProblem.TAR_CORRUPT, RawName.toText(name) + " has a negative size");
        }
        if (length > region.length() - at) {
            throw fail(
                    ImageProblem.TAR_TRUNCATED,
                    RawName.toText(name) + " should have " + length + " bytes and " + (region.length() - at)
                            + " are left");
        }
        position = at + Math.ceilDiv(length, TarHeader.BLOCK) * TarHeader.BLOCK;
        return at;
    }

    ImageException fail(ImageProblem problem, String reason) {
        return new ImageException(
                problem, "layers", origin, Map.of("reason", reason, "offset", Long.toString(headerAt)));
    }
}
