package dev.cairn.agent.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Bounds the connections of those who have not logged in yet, which cost memory too: a few from each address, and a few more from all of them
 * together. This machine itself is always let in. Thread-safe.
 */
final class Doorkeeper implements SessionListener {
    static final int MOST_OF_ONE_ADDRESS = 8;
    static final int MOST = 32;

    private final Map<Session, InetAddress> waiting = new ConcurrentHashMap<>();

    @Override
    public void sessionCreated(Session session) {
        if (!(session.getIoSession().getRemoteAddress() instanceof InetSocketAddress remote)
                || remote.getAddress().equals(InetAddress.getLoopbackAddress())) {
            return;
        }
        waiting.put(session, remote.getAddress());
        Collection<InetAddress> all = waiting.values();
        long sameAddress = all.stream().filter(remote.getAddress()::equals).count();
        if (sameAddress > MOST_OF_ONE_ADDRESS || all.size() > MOST) {
            waiting.remove(session);
            session.close(true);
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            waiting.remove(session);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        waiting.remove(session);
    }
}
