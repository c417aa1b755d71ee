package dev.cairn.image.drive;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** A drive (a nameless sparse file) that can stall, lie about its capacity, vanish, shrink, or lose its computer in the middle of a write. */
final class PlayedDrive implements DriveChannel {
    private static final int BLOCK = 4096;

    final AtomicLong written = new AtomicLong();
    final AtomicLong read = new AtomicLong();
    final CountDownLatch stalled = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile long size;
    volatile long comesRoundAfter = Long.MAX_VALUE;
    volatile long forgetsBehind = Long.MAX_VALUE;
    volatile long stallsAfter = Long.MAX_VALUE;
    volatile long vanishesAfter = Long.MAX_VALUE;
    volatile long shrinksAfter = Long.MAX_VALUE;
    volatile long crashesAfter = Long.MAX_VALUE;
    /** From then on every transfer fails, though the drive can still be found. */
    volatile long failsAfter = Long.MAX_VALUE;

    /** Told of every transfer, with its bytes, before it is carried out. */
    volatile IntConsumer transfers = bytes -> {};

    volatile boolean hangsWhenClosed;
    volatile long sizeOnceFailed = Long.MAX_VALUE;
    volatile boolean present = true;
    volatile boolean device = true;
    private final FileChannel store;

    /** The computer stops here. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    PlayedDrive(long size) {
        this.size = size;
        try {
            Path file = Files.createTempFile("played-drive", null);
            store = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long size() throws IOException {
        requirePresent();
        return size;
    }

    @Override
    public int sectorBytes() {
        return 512;
    }

    @Override
    public void write(ByteBuffer source, long at) throws IOException {
        transfers.accept(source.remaining());
        long position = at;
        while (source.hasRemaining()) {
            requirePresent();
            requireWorking();
            if (written.get() >= crashesAfter) {
                throw new Crash();
            }
            if (written.get() >= vanishesAfter) {
                present = false;
                continue;
            }
            if (written.get() >= shrinksAfter) {
                size = at / 2;
            }
            if (position >= size) {
                throw new IOException("No space left on device");
            }
            if (written.get() >= stallsAfter) {
                stall();
            }
            int count = Math.min(BLOCK, source.remaining());
            if (position < forgetsBehind) {
                store.write(source.slice(source.position(), count), position % comesRoundAfter);
            }
            source.position(source.position() + count);
            position += count;
            written.addAndGet(count);
        }
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        transfers.accept(into.remaining());
        long position = at;
        while (into.hasRemaining()) {
            requirePresent();
            requireWorking();
            if (position >= size) {
                throw new EOFException("the drive ends at byte " + position);
            }
            int count = Math.min(BLOCK, into.remaining());
            into.put(bytes(position % comesRoundAfter, count));
            position += count;
        }
        read.addAndGet(position - at);
    }

    /** What stands there, zeros where nothing was written. */
    byte[] bytes(long at, int count) {
        ByteBuffer found = ByteBuffer.wrap(new byte[count]);
        try {
            int read = store.read(found, at);
            while (read > 0 && found.hasRemaining()) {
                read = store.read(found, at + found.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.array();
    }

    void put(long at, byte[] bytes) throws IOException {
        store.write(ByteBuffer.wrap(bytes), at);
    }

    void throwAway() throws IOException {
        store.close();
    }

    private void stall() {
        stalled.countDown();
        boolean waiting = true;
        while (waiting) {
            try {
                release.await();
                waiting = false;
            } catch (InterruptedException e) {
                // A call into the kernel does not end because its thread is interrupted.
                waiting = true;
            }
        }
    }

    private void requirePresent() throws IOException {
        if (!present) {
            throw new IOException("Input/output error");
        }
    }

    private void requireWorking() throws IOException {
        if (written.get() >= failsAfter) {
            size = Math.min(size, sizeOnceFailed);
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void force() throws IOException {
        requirePresent();
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public boolean device() {
        return device;
    }

    @Override
    public void takeAlone() {
        // Nobody else plays with it.
    }

    @Override
    public void close() {
        // What was written stays, as on a real drive.
        if (hangsWhenClosed) {
            stall();
        }
        closed.countDown();
    }
}
