package dev.cairn.agent.watchdog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The SSH server lives while it says its version to who connects (RFC 4253, section 4.2). Used by the watchdog's lane. */
public final class SshSign implements Sign {
    private static final int BEGINNING = 4;

    private final InetSocketAddress address;
    private final int limitMs;

    /** {@code bound} may be the wildcard address: then it is asked over loopback. */
    public SshSign(InetAddress bound, int port, Duration limit) {
        this.address =
                new InetSocketAddress(bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound, port);
        this.limitMs = (int) limit.toMillis();
    }

    @Override
    public String name() {
        return "the SSH server";
    }

    @Override
    public boolean lives() {
        try (Socket socket = new Socket()) {
            socket.connect(address, limitMs);
            socket.setSoTimeout(limitMs);
            byte[] said = socket.getInputStream().readNBytes(BEGINNING);
            return new String(said, StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException silent) {
            return false;
        }
    }
}
