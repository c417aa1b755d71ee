package dev.cairn.app.adapter.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes up to a limit, so that a node cannot fill the laptop's memory. Guarded by its own monitor. */
final class BoundedOutput extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BoundedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        room(1);
        bytes.write(b);
    }

    @Override
    public synchronized void write(byte[] data, int offset, int length) throws IOException {
        room(length);
        bytes.write(data, offset, length);
    }

    synchronized byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private void room(int length) throws IOException {
        if (bytes.size() + length > most) {
            throw new IOException("the answer is longer than " + most + " bytes");
        }
    }
}
