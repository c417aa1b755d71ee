package dev.cairn.image.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file or of a drive that this user may open. Thread-safe. */
record CachedBytes(FileChannel channel) implements DriveBytes {
    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return channel.read(into, at);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
