package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import java.io.IOException;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Opens SSH connections to nodes with this laptop's key; starts its client at the first use. */
public final class SshNodeLinks implements NodeLinks, AutoCloseable {
    private static final String USER = "cairn";

    private final Supplier<KeyPair> laptopKey;
    private final SshTimes times;
    private final InstantSource clock;
    private @Nullable SshClient client;

    public SshNodeLinks(Supplier<KeyPair> laptopKey, SshTimes times, InstantSource clock) {
        this.laptopKey = laptopKey;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public NodeLink open(NodeAddress address) {
        if (address.hostKey().isEmpty()) {
            throw ProblemException.of(AppProblem.NODE_HOST_KEY_UNKNOWN, "connect", address);
        }
        PinnedHostKey.Pin pin = new PinnedHostKey.Pin(address.hostKey());
        ClientSession session = connect(address, pin);
        try {
            session.addPublicKeyIdentity(laptopKey.get());
            session.auth().verify(times.login());
            return new SshNodeLink(address, session, times, clock);
        } catch (IOException e) {
            session.close(true);
            throw refused(address, pin, e);
        } catch (RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    private ClientSession connect(NodeAddress address, PinnedHostKey.Pin pin) {
        try {
            return started()
                    .connect(USER, address.host(), address.port(), pin.context(), null)
                    .verify(times.connect())
                    .getSession();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            AppProblem.NODE_UNREACHABLE, "connect", address, "reason", String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static ProblemException refused(NodeAddress address, PinnedHostKey.Pin pin, IOException e) {
        if (!pin.refused().isEmpty()) {
            return new ProblemException(
                    Problem.of(
                            AppProblem.NODE_HOST_KEY_CHANGED,
                            "connect",
                            address,
                            "shown",
                            pin.refused(),
                            "expected",
                            address.hostKey()),
                    e);
        }
        String reason = String.valueOf(e.getMessage());
        boolean login = reason.contains("No more authentication methods");
        AppProblem code = login ? AppProblem.NODE_LOGIN_REFUSED : AppProblem.NODE_UNREACHABLE;
        return new ProblemException(Problem.of(code, "login", address, "reason", reason), e);
    }

    private synchronized SshClient started() {
        SshClient existing = client;
        if (existing != null) {
            return existing;
        }
        SshClient fresh = SshClient.setUpDefaultClient();
        fresh.setServerKeyVerifier(new PinnedHostKey());
        // The pin is the key itself; a host's certificate would only stand in its way.
        fresh.setSignatureFactories(List.of(BuiltinSignatures.ed25519));
        fresh.setUserAuthFactories(List.of(
                new UserAuthPublicKeyFactory(List.of(BuiltinSignatures.ed25519_cert, BuiltinSignatures.ed25519))));
        fresh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        fresh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        fresh.setCipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.aes256ctr));
        CoreModuleProperties.WINDOW_TIMEOUT.set(fresh, times.stall());
        // Else the last packet of each request waits for the node's system to acknowledge those before it, 40 ms.
        CoreModuleProperties.TCP_NODELAY.set(fresh, true);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(fresh, java.time.Duration.ofSeconds(10));
        fresh.start();
        client = fresh;
        return fresh;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.stop();
            client = null;
        }
    }
}
