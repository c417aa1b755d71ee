package dev.cairn.agent.neighbour;

import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to one neighbour: it must show the host key of its beacon, and this node shows its own, which the neighbour knows from this node's
 * beacon. For one thread.
 */
public final class NeighbourLink implements NeighbourSource {
    /** The name under which nodes log in to each other. */
    static final String USER = "node";

    private static final Logger LOG = LoggerFactory.getLogger(NeighbourLink.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final SshClient client;
    private final ClientSession session;

    private NeighbourLink(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /** Connects and logs in; {@code own} is this node's host key. */
    public static NeighbourLink open(Neighbour neighbour, KeyPair own) throws IOException {
        SshClient client = ClientBuilder.builder()
                .serverKeyVerifier((session, address, key) ->
                        KeyUtils.getFingerPrint(BuiltinDigests.sha256, key).equals(neighbour.hostKey()))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .build();
        client.setCipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm));
        client.setSignatureFactories(List.of(BuiltinSignatures.ed25519));
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(List.of(BuiltinSignatures.ed25519))));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, STALL);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, STALL);
        client.start();
        try {
            ClientSession session = client.connect(
                            USER,
                            neighbour.address().getHostAddress(),
                            neighbour.beacon().sshPort())
                    .verify(CONNECT)
                    .getSession();
            session.addPublicKeyIdentity(own);
            session.auth().verify(STALL);
            return new NeighbourLink(client, session);
        } catch (IOException | RuntimeException refused) {
            client.stop();
            throw refused;
        }
    }

    @Override
    public void get(List<String> wanted, Taker taker) throws IOException {
        try (ChannelExec channel = session.createExecChannel("chunks get")) {
            channel.open().verify(CONNECT);
            Thread asking = Thread.ofVirtual().name("chunks-wanted").start(() -> ask(channel.getInvertedIn(), wanted));
            InputStream answer = channel.getInvertedOut();
            ChunkFrames.Reader frames = new ChunkFrames.Reader(answer);
            Optional<ChunkFrames.Frame> frame = frames.next();
            while (frame.isPresent() && taker.take(frame.get())) {
                frame = frames.next();
            }
            asking.interrupt();
        }
    }

    @Override
    public byte[] order() throws IOException {
        try (ChannelExec channel = session.createExecChannel("order")) {
            channel.open().verify(CONNECT);
            channel.getInvertedIn().close();
            return channel.getInvertedOut().readNBytes(Order.MOST_BYTES + 1);
        }
    }

    private static void ask(OutputStream out, List<String> wanted) {
        try (out) {
            byte[] all = new byte[32 * wanted.size()];
            for (int i = 0; i < wanted.size(); i++) {
                System.arraycopy(HexFormat.of().parseHex(wanted.get(i)), 0, all, 32 * i, 32);
            }
            out.write(all);
        } catch (IOException ended) {
            LOG.debug("a neighbour stopped to listen: {}", ended.getMessage());
        }
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}
