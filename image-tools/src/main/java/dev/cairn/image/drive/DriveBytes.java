package dev.cairn.image.drive;

import dev.cairn.image.Bytes;
import dev.cairn.image.drive.linux.UdisksDrives;
import dev.cairn.image.drive.raw.RawDrives.Use;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Any bytes of an image or a drive; where this user may not open the drive, somebody may be asked. Thread-safe. */
public interface DriveBytes extends Bytes, AutoCloseable {
    long size() throws IOException;

    @Override
    void close() throws IOException;

    /** Throws an ImageException where somebody refused. */
    static DriveBytes open(Path target) throws IOException {
        if (!UdisksDrives.needed(target, Use.READING)) {
            return new CachedBytes(FileChannel.open(target, StandardOpenOption.READ));
        }
        DriveChannel drive = LinuxAccess.ofThisSystem().openForReading(target);
        try {
            return new BlockBytes(drive);
        } catch (IOException e) {
            drive.close();
            throw e;
        }
    }

    /** The first bytes, fewer where it is shorter. */
    static byte[] first(Path target, int count) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(count);
        try (DriveBytes bytes = open(target)) {
            while (head.hasRemaining() && bytes.read(head, head.position()) > 0) {
                continue;
            }
        }
        return Arrays.copyOf(head.array(), head.position());
    }
}
