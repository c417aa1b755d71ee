package dev.cairn.image.drive;

import dev.cairn.image.drive.raw.RawDrive;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A drive of a system that opens none as files. One thread. */
record RawChannel(RawDrive drive) implements DriveChannel {
    @Override
    public long size() throws IOException {
        return drive.size();
    }

    @Override
    public int sectorBytes() throws IOException {
        return drive.sectorBytes();
    }

    @Override
    public void write(ByteBuffer source, long at) throws IOException {
        long position = at;
        while (source.hasRemaining()) {
            int count = drive.write(source, position);
            if (count <= 0) {
                throw new EOFException("the drive took nothing at byte " + position);
            }
            source.position(source.position() + count);
            position += count;
        }
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            int count = drive.read(into, position);
            if (count <= 0) {
                throw new EOFException("the drive ends at byte " + position);
            }
            into.position(into.position() + count);
            position += count;
        }
    }

    @Override
    public void force() throws IOException {
        drive.flush();
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public boolean device() {
        return true;
    }

    @Override
    public void takeAlone() throws IOException {
        drive.takeAlone();
    }

    @Override
    public void close() throws IOException {
        drive.close();
    }
}
