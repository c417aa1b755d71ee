package dev.cairn.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.channel.LocalWindow;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * What a peer sends on a channel, as a stream. It holds at most the channel's window (RFC 4254 section 5.2), in a ring that grows as far as it is used:
 * MINA's own pipe moves all that it holds, up to a whole window, each time that a packet's length of it was read. After the end, or when the channel is closed, what had
 * arrived can still be read. One thread reads, another fills.
 */
final class ChannelInput extends InputStream implements ChannelDataReceiver {
    private static final int LEAST = 8 * 1024;

    private final LocalWindow window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private byte[] ring = new byte[0];
    private int first;
    private int count;
    private boolean ended;

    /** {@code window} tells how much may come, and is opened again as far as was read. */
    ChannelInput(LocalWindow window) {
        this.window = window;
    }

    /** Takes all that came; returns 0, as none of it has been worked off yet. */
    @Override
    public int data(ChannelSession channel, byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IOException("data after the end of its channel");
            }
            require(length);
            int at = (first + count) % Math.max(1, ring.length);
            int beforeWrap = Math.min(length, ring.length - at);
            System.arraycopy(bytes, offset, ring, at, beforeWrap);
            System.arraycopy(bytes, offset + beforeWrap, ring, 0, length - beforeWrap);
            count += length;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        return 0;
    }

    private void require(int more) throws IOException {
        int needed = count + more;
        if (needed <= ring.length) {
            return;
        }
        long most = window.getMaxSize();
        if (needed > most) {
            throw new IOException("more than the window of " + most + " bytes came");
        }
        byte[] larger = new byte[(int) Math.min(most, Math.max(LEAST, Math.max(needed, 2L * ring.length)))];
        copyOut(larger, 0, count);
        ring = larger;
        first = 0;
    }

    private void copyOut(byte[] to, int offset, int length) {
        int beforeWrap = Math.min(length, ring.length - first);
        System.arraycopy(ring, first, to, offset, beforeWrap);
        System.arraycopy(ring, 0, to, offset + beforeWrap, length - beforeWrap);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        int read;
        lock.lock();
        try {
            while (count == 0 && !ended) {
                arrived.await();
            }
            if (count == 0) {
                return -1;
            }
            read = Math.min(length, count);
            copyOut(to, offset, read);
            count -= read;
            first = count == 0 ? 0 : (first + read) % ring.length;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for data");
        } finally {
            lock.unlock();
        }
        letMoreCome(read);
        return read;
    }

    private void letMoreCome(int bytes) {
        try {
            if (window.isOpen()) {
                window.release(bytes);
            }
        } catch (IOException gone) {
            // The session is closing: nothing more comes, and what had arrived is given out all the same.
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** The end: the peer has said so, or its channel is gone. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }
}
