package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.link.Tunnel;
import java.io.IOException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A local port forwarding of OpenSSH's kind (RFC 4254 section 7) over the session of one link. Thread-safe. */
final class SshTunnel implements Tunnel {
    private static final Logger LOG = LoggerFactory.getLogger(SshTunnel.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int KUBERNETES = 6443;

    private final ClientSession session;
    private final SshdSocketAddress here;

    private SshTunnel(ClientSession session, SshdSocketAddress here) {
        this.session = session;
        this.here = here;
    }

    static SshTunnel toKubernetes(ClientSession session, int localPort) throws IOException {
        return new SshTunnel(
                session,
                session.startLocalPortForwarding(
                        new SshdSocketAddress(LOOPBACK, localPort), new SshdSocketAddress(LOOPBACK, KUBERNETES)));
    }

    @Override
    public int port() {
        return here.getPort();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        try {
            session.stopLocalPortForwarding(here);
        } catch (IOException gone) {
            LOG.debug("the tunnel was gone already", gone);
        }
    }
}
