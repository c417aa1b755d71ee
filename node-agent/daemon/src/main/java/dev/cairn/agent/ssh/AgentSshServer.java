package dev.cairn.agent.ssh;

import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.common.BaseBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on SSH for exec requests of the keys in the seed. Nothing else is offered: no shell, no password, no subsystem, no
 * forwarding. A key that cannot be parsed admits nobody. Thread-safe.
 */
public final class AgentSshServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSshServer.class);
    private static final String USER = "cairn";
    private static final Duration LOGIN = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final SshServer server;

    private AgentSshServer(SshServer server) {
        this.server = server;
    }

    /** Starts to listen. */
    public static AgentSshServer start(InetSocketAddress address, KeyPair hostKey, Seed seed, NodeCommands commands)
            throws IOException {
        SshServer server = ServerBuilder.builder()
                .cipherFactories(gcmFirst())
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .build();
        List<PublicKey> admitted = keys(seed);
        server.setHost(address.getHostString());
        server.setPort(address.getPort());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, key, session) ->
                user.equals(USER) && admitted.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
        server.setCommandFactory((channel, line) -> new ExecCommand(commands, line));
        server.setShellFactory(null);
        server.setSubsystemFactories(List.of());
        server.setAgentFactory(null);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, LOGIN);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, IDLE);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, 32);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "cairn");
        server.start();
        return new AgentSshServer(server);
    }

    /** The port in use. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException refused) {
            LOG.debug("the SSH server could not be stopped", refused);
        }
    }

    private static List<NamedFactory<Cipher>> gcmFirst() {
        Comparator<BuiltinCiphers> gcm =
                Comparator.comparing(cipher -> !cipher.getName().contains("gcm"));
        return new ArrayList<>(NamedFactory.setUpBuiltinFactories(
                false,
                BaseBuilder.DEFAULT_CIPHERS_PREFERENCE.stream().sorted(gcm).toList()));
    }

    private static List<PublicKey> keys(Seed seed) {
        List<PublicKey> keys = new ArrayList<>();
        for (String line : seed.authorizedKeys()) {
            try {
                AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
                if (entry != null) {
                    keys.add(entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
                LOG.warn("an authorized key in the seed cannot be used: {}", unusable.getMessage());
            }
        }
        if (keys.isEmpty()) {
            LOG.warn("the seed admits no key: nobody can log in");
        }
        return keys;
    }
}
