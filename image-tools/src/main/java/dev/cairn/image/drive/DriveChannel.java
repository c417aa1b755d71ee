package dev.cairn.image.drive;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An opened drive as the writer sees it. Offsets and buffers are multiples of 4 KiB, but for the very end of a drive, which is a multiple of
 * 512 bytes. One thread at a time; every call may take as long as the drive likes.
 */
interface DriveChannel extends AutoCloseable {
    int ALIGNMENT = 4096;

    /** Its length in bytes as the system sees it now. */
    long size() throws IOException;

    /** Bytes of its logical sectors, in which its partition table counts. */
    int sectorBytes() throws IOException;

    /** Writes everything between position and limit. */
    void write(ByteBuffer source, long at) throws IOException;

    /** Fills everything between position and limit. */
    void read(ByteBuffer into, long at) throws IOException;

    /** Waits until the drive says that it holds everything. */
    void force() throws IOException;

    /** Whether transfers go past this computer's memory. */
    boolean direct();

    /** Whether this is a device and not a file that plays one. */
    boolean device();

    /** Takes what stands on the drive away from everybody else until it is closed; called before the first write. */
    void takeAlone() throws IOException;

    @Override
    void close() throws IOException;
}
