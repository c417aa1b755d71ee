package dev.cairn.image.drive.raw;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A drive opened past the system's cache. One thread; buffers are direct, and their addresses, lengths and offsets multiples of its sectors. */
public interface RawDrive extends AutoCloseable {
    /** Its length in bytes as the system sees it now. */
    long size() throws IOException;

    /** Bytes of its logical sectors. */
    int sectorBytes() throws IOException;

    /** Writes from the buffer's position on without moving it; answers how many bytes, at least one. */
    int write(ByteBuffer source, long at) throws IOException;

    /** Reads to the buffer's position without moving it; answers how many bytes, 0 at the end of the drive. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Waits until the drive says that it holds everything. */
    void flush() throws IOException;

    /** Takes the file systems on the drive away from everybody until it is closed. Called once, before the first write. */
    void takeAlone() throws IOException;

    @Override
    void close() throws IOException;
}
