package dev.cairn.agent.ssh;

import dev.cairn.agent.neighbour.Offers;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.trust.LoginJudge;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.common.BaseBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.HostKeyCertificateProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on SSH for exec requests of those for whom the fleet key vouches, and of the site's other nodes for chunks and the order. Nothing else is
 * offered: no shell, no password, no subsystem, and no forwarding but to the Kubernetes API. Thread-safe.
 */
public final class AgentSshServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSshServer.class);
    private static final Duration LOGIN = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** A chunk as a rule, with its head; every packet costs the same again, and implementations need not take more than 256 KiB. */
    private static final long PACKET = 128 * 1024;

    private static final int READ_BUFFER = 256 * 1024;

    private final SshServer server;

    private AgentSshServer(SshServer server) {
        this.server = server;
    }

    /**
     * Who the node is, whom it admits, and who hears of those that it does not.
     *
     * @param neighbours knows the host keys ({@code SHA256:…}) of the nodes of this site, which may fetch chunks and the order
     */
    public record Trust(
            KeyPair hostKey,
            HostKeyCertificateProvider certificate,
            LoginJudge logins,
            Predicate<String> neighbours,
            EventLog events,
            InstantSource clock) {}

    /** Starts to listen; {@code kubernetesPort} is the one on loopback that may be reached through it. */
    public static AgentSshServer start(
            InetSocketAddress address, Trust trust, NodeCommands commands, Offers offers, int kubernetesPort)
            throws IOException {
        SshServer server = ServerBuilder.builder()
                .cipherFactories(gcmFirst())
                .forwardingFilter(new KubernetesForward(kubernetesPort, trust.events()))
                .build();
        CertifiedLogin logins = new CertifiedLogin(
                trust.logins(), trust.neighbours(), new RefusedLogins(trust.events(), trust.clock()));
        server.setHost(address.getHostString());
        server.setPort(address.getPort());
        server.setKeyPairProvider(KeyPairProvider.wrap(trust.hostKey()));
        server.setHostKeyCertificateProvider(trust.certificate());
        server.setUserAuthFactories(List.of(logins));
        server.setPublickeyAuthenticator(logins);
        server.addSessionListener(logins);
        server.addSessionListener(new Doorkeeper());
        server.setCommandFactory((channel, line) -> CertifiedLogin.isNeighbour(channel.getSession())
                ? new NeighbourCommand(offers, line)
                : new ExecCommand(commands, line));
        server.setShellFactory(null);
        server.setSubsystemFactories(List.of());
        server.setAgentFactory(null);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, LOGIN);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, IDLE);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, 32);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "cairn");
        // Else each answer waits for the laptop's system to acknowledge what went before, 40 ms.
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.MAX_PACKET_SIZE.set(server, PACKET);
        CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(server, READ_BUFFER);
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
}
