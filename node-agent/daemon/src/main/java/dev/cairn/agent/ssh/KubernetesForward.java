package dev.cairn.agent.ssh;

import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.NodeProblem;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.apache.sshd.server.session.ServerSession;

/** Lets those who logged in with a certificate reach this node's own Kubernetes API and nothing else: no other port, no other host, nothing back. Thread-safe. */
final class KubernetesForward implements ForwardingFilter {
    private static final Set<String> THIS_NODE = Set.of("127.0.0.1", "localhost");

    private final int port;
    private final EventLog events;

    /** {@code port} is that of the API on the loopback address. */
    KubernetesForward(int port, EventLog events) {
        this.port = port;
        this.events = events;
    }

    @Override
    public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
        boolean mayReach = !(session instanceof ServerSession asked) || !CertifiedLogin.isNeighbour(asked);
        if (mayReach && type == Type.Direct && address.getPort() == port && THIS_NODE.contains(address.getHostName())) {
            return true;
        }
        events.event(
                "forward.refused",
                NodeProblem.FORWARD_REFUSED.code(),
                Map.of("to", printable(address.getHostName()) + ":" + address.getPort()));
        return false;
    }

    @Override
    public boolean canListen(SshdSocketAddress address, Session session) {
        return false;
    }

    @Override
    public boolean canForwardAgent(Session session, String requestType) {
        return false;
    }

    @Override
    public boolean canForwardX11(Session session, String requestType) {
        return false;
    }

    private static String printable(String host) {
        String plain = host.replaceAll("[^!-~]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60);
    }
}
