package dev.cairn.app.bench;

import dev.cairn.protocol.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP line in this process between a laptop and a node that counts what goes up, and can be slow, lose packets (each of 1,460 bytes that is lost
 * holds up those behind it for a round trip) and break: both ends are reset after a random number of bytes. Thread-safe.
 */
final class BadLine implements AutoCloseable {
    private static final int PACKET = 1_460;

    private final InetSocketAddress node;
    private final Quality quality;
    private final ServerSocket server;
    private final AtomicLong up = new AtomicLong();
    private final AtomicInteger cutsLeft;
    private final AtomicLongArray bytesToCut = new AtomicLongArray(1);
    private final Random random;
    private final Pace pace;

    /**
     * How bad it is.
     *
     * @param bytesPerSecond 0 for no limit
     * @param loss the share of packets that are lost
     * @param roundTrip what a lost packet costs
     * @param cuts how often the line breaks
     * @param bytesPerCut about so many bytes go up between two breaks
     */
    record Quality(long bytesPerSecond, double loss, Duration roundTrip, int cuts, long bytesPerCut) {
        static final Quality GOOD = new Quality(0, 0, Duration.ZERO, 0, Long.MAX_VALUE);
    }

    BadLine(InetSocketAddress node, Quality quality, long seed) throws IOException {
        this.node = node;
        this.quality = quality;
        this.random = new Random(seed);
        this.pace = new Pace(quality.bytesPerSecond());
        this.cutsLeft = new AtomicInteger(quality.cuts());
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        // The window of a slow line is small: what was taken from the laptop and not given to the node is lost with a
        // cut.
        server.setReceiveBufferSize(64 * 1024);
        nextCut();
        Thread.ofVirtual().name("line").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Bytes that went from the laptop into the line. */
    long bytesUp() {
        return up.get();
    }

    int cutsLeft() {
        return cutsLeft.get();
    }

    private void nextCut() {
        bytesToCut.set(
                0,
                quality.bytesPerCut() == Long.MAX_VALUE
                        ? Long.MAX_VALUE
                        : quality.bytesPerCut() / 2 + random.nextLong(quality.bytesPerCut()));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket laptop = server.accept();
                Socket to = new Socket();
                to.setSendBufferSize(64 * 1024);
                to.connect(node);
                Thread.ofVirtual().start(() -> carry(laptop, to, true));
                Thread.ofVirtual().start(() -> carry(to, laptop, false));
            } catch (IOException closed) {
                // The laptop sees that nobody answers.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean isUp) {
        byte[] packets = new byte[isUp && quality.bytesPerSecond() > 0 ? PACKET : 256 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(packets); read >= 0; read = in.read(packets)) {
                if (isUp) {
                    up.addAndGet(read);
                    slow(read);
                    if (breaks(read)) {
                        from.setSoLinger(true, 0);
                        to.setSoLinger(true, 0);
                        return;
                    }
                }
                out.write(packets, 0, read);
            }
        } catch (IOException ended) {
            // One of the ends closed; the other one is closed with it.
        }
    }

    private void slow(int bytes) {
        Duration wait = pace.take(bytes);
        synchronized (random) {
            if (quality.loss() > 0 && random.nextDouble() < quality.loss()) {
                wait = wait.plus(quality.roundTrip());
            }
        }
        if (!wait.isZero()) {
            LockSupport.parkNanos(wait.toNanos());
        }
    }

    private boolean breaks(int bytes) {
        synchronized (random) {
            if (cutsLeft.get() == 0 || bytesToCut.addAndGet(0, -bytes) > 0) {
                return false;
            }
            cutsLeft.decrementAndGet();
            nextCut();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
