package dev.cairn.agent.ssh;

import dev.cairn.agent.trust.FleetCertificates;
import dev.cairn.agent.trust.Login;
import dev.cairn.agent.trust.LoginJudge;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * Logins by certificate, judged by {@link LoginJudge}, and of the site's other nodes by the host keys that their beacons name. A client may offer several keys; why they were refused is told when it leaves
 * without having been admitted. Thread-safe.
 */
final class CertifiedLogin extends UserAuthPublicKeyFactory implements PublickeyAuthenticator, SessionListener {
    private static final AttributeKey<List<Login.Refused>> REFUSED = new AttributeKey<>();
    private static final AttributeKey<Asked> ADMITTED = new AttributeKey<>();

    private static final String NEIGHBOUR = "node";

    private final LoginJudge judge;
    private final Predicate<String> neighbours;
    private final RefusedLogins refusals;

    CertifiedLogin(LoginJudge judge, Predicate<String> neighbours, RefusedLogins refusals) {
        this.judge = judge;
        this.neighbours = neighbours;
        this.refusals = refusals;
    }

    /** Who was admitted in a session: it is asked four times in one login, and each verdict costs a signature. */
    private record Asked(String user, String key) {}

    /** True for another node of the site, which may fetch chunks and the order, and nothing else. */
    static boolean isNeighbour(ServerSession session) {
        return NEIGHBOUR.equals(session.getUsername());
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        if (user.equals(NEIGHBOUR)) {
            return neighbours.test(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
        }
        Asked asked = new Asked(user, FleetCertificates.line(key));
        if (asked.equals(session.getAttribute(ADMITTED))) {
            return true;
        }
        return switch (judge.judge(user, key)) {
            case Login.Admitted admitted -> {
                session.setAttribute(ADMITTED, asked);
                yield true;
            }
            case Login.Refused refused -> {
                remember(session, refused);
                yield false;
            }
        };
    }

    @Override
    public UserAuthPublicKey createUserAuth(ServerSession session) {
        return new UserAuthPublicKey(getSignatureFactories()) {
            /** Judged before MINA looks at it, which would refuse some without a word; null where more is to come. */
            @Override
            public @Nullable Boolean doAuth(Buffer buffer, boolean init) throws Exception {
                if (!authenticate(getUsername(), offered(buffer), getServerSession())) {
                    return false;
                }
                return super.doAuth(buffer, init);
            }
        };
    }

    /** The key in a request (RFC 4252 section 7), which stays to be read. */
    private static PublicKey offered(Buffer request) throws SshException {
        ByteArrayBuffer copy = new ByteArrayBuffer(request.getCompactData());
        copy.getBoolean();
        copy.getString();
        return copy.getPublicKey();
    }

    private static void remember(Session session, Login.Refused refused) {
        List<Login.Refused> before = session.getAttribute(REFUSED);
        List<Login.Refused> all = before == null ? new ArrayList<>() : before;
        if (!all.contains(refused)) {
            all.add(refused);
        }
        session.setAttribute(REFUSED, all);
    }

    @Override
    public void sessionClosed(Session session) {
        List<Login.Refused> all = session.getAttribute(REFUSED);
        if (all != null && !session.isAuthenticated()) {
            all.forEach(refusals::add);
        }
    }
}
