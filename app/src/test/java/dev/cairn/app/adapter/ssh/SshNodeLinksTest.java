package dev.cairn.app.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.wiring.Expect;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.ChunkFrames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SshNodeLinksTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final SshTimes PATIENT = new SshTimes(LONG, LONG, LONG, LONG);
    private static final SshTimes ANSWER_SOON = new SshTimes(LONG, LONG, Duration.ofMillis(300), LONG);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile boolean refuseChunks;
    private KeyPair hostKey;
    private KeyPair laptop;
    private SshServer server;
    private SshNodeLinks links;

    @BeforeEach
    void start() throws Exception {
        hostKey = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        laptop = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("cairn") && KeyUtils.compareKeys(key, laptop.getPublic()));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setCommandFactory((channel, command) -> new Scripted(channel, command));
        server.start();
        links = new SshNodeLinks(() -> laptop, PATIENT, InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        links.close();
        server.stop(true);
    }

    @Test
    void readsWhatANodeAnswers() {
        try (NodeLink link = links.open(address(fingerprint(hostKey)))) {
            var batch = link.drain(4, 10);
            assertThat(batch.samples().getFirst().series()).isEqualTo("cpu");
            assertThat(batch.logs().getFirst().message()).isEqualTo("hello");
            assertThat(batch.gaps().getFirst().lost()).isEqualTo(9);
            assertThat(batch.lastSequence()).isEqualTo(7);
            assertThat(link.logs(5)).containsExactly("one", "two");
        }
        assertThat(asked).containsExactly("drain 4 10", "logs 5");
    }

    @Test
    void sendsChunksInFrames() {
        byte[] data = "chunk".getBytes(StandardCharsets.UTF_8);
        Digest digest = new Digest(Sha256.of(data));
        try (NodeLink link = links.open(address(fingerprint(hostKey)))) {
            link.putChunks(List.of(new ChunkRef(digest, data.length)), () -> always(data), bytes -> {});
        }
        assertThat(received).containsExactly(digest.hex() + " true");
    }

    @Test
    void refusesAnotherHostKeyBeforeAnythingIsSaid() throws Exception {
        KeyPair other = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        assertThatThrownBy(() -> links.open(address(fingerprint(other))))
                .satisfies(Expect.problem(AppProblem.NODE_HOST_KEY_CHANGED));
        assertThatThrownBy(() -> links.open(address(""))).satisfies(Expect.problem(AppProblem.NODE_HOST_KEY_UNKNOWN));
        assertThat(asked).isEmpty();
    }

    @Test
    void logsInWithThisLaptopsKeyOnly() throws Exception {
        laptop = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        KeyPair stranger = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (SshNodeLinks strange = new SshNodeLinks(() -> stranger, PATIENT, InstantSource.system())) {
            assertThatThrownBy(() -> strange.open(address(fingerprint(hostKey))))
                    .satisfies(Expect.problem(AppProblem.NODE_LOGIN_REFUSED));
        }
    }

    @Test
    void givesARefusalTheNodesOwnCode() {
        try (NodeLink link = links.open(address(fingerprint(hostKey)))) {
            assertThatThrownBy(() -> link.order("{}")).satisfies(Expect.problem("order.bad-signature"));
            assertThatThrownBy(link::reboot).satisfies(Expect.problem(AppProblem.NODE_REFUSED));
        }
    }

    @Test
    void aNodeThatRestartsRightAfterItsAnswerIsAwayAndHasRefusedNothing() {
        try (NodeLink link = links.open(address(fingerprint(hostKey)))) {
            assertThatThrownBy(link::slots).satisfies(Expect.problem(AppProblem.NODE_UNREACHABLE));
        }
    }

    @Test
    void aTunnelLeadsAPortOfThisLaptopToTheKubernetesApi() throws Exception {
        List<String> connected = new CopyOnWriteArrayList<>();
        server.setForwardingFilter(new RejectAllForwardingFilter() {
            @Override
            public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
                connected.add(address.toString());
                return false;
            }
        });
        NodeLink link = links.open(address(fingerprint(hostKey)));
        Tunnel tunnel = link.kubernetesTunnel(0);
        assertThat(tunnel.port()).isPositive();
        try (Socket kubectl = new Socket("127.0.0.1", tunnel.port())) {
            assertThat(kubectl.getInputStream().read()).as("refused, so closed").isEqualTo(-1);
        }
        assertThat(connected).containsExactly("127.0.0.1:6443");
        assertThatThrownBy(() -> link.kubernetesTunnel(server.getPort()))
                .satisfies(Expect.problem(AppProblem.TUNNEL_REFUSED));
        assertThat(tunnel.isOpen()).isTrue();
        tunnel.close();
        link.close();
        assertThat(tunnel.isOpen()).isFalse();
        assertThatThrownBy(() -> new Socket("127.0.0.1", tunnel.port()).close()).isInstanceOf(IOException.class);
    }

    @Test
    void tellsWhyANodeRefusesChunksThoughItNeverReadThem() {
        refuseChunks = true;
        byte[] data = new byte[1 << 20];
        Digest digest = new Digest(Sha256.of(data));
        List<ChunkRef> many = java.util.Collections.nCopies(8, new ChunkRef(digest, data.length));
        try (NodeLink link = links.open(address(fingerprint(hostKey)))) {
            assertThatThrownBy(() -> link.putChunks(many, () -> always(data), bytes -> {}))
                    .satisfies(Expect.problem("chunks.not-ordered"));
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (SshNodeLinks hasty = new SshNodeLinks(() -> laptop, ANSWER_SOON, InstantSource.system());
                NodeLink link = hasty.open(address(fingerprint(hostKey)))) {
            assertThatThrownBy(() -> link.acknowledge(1)).satisfies(Expect.problem(AppProblem.NODE_TIMED_OUT));
        }
        int port = server.getPort();
        server.stop(true);
        assertThatThrownBy(() -> links.open(new NodeAddress(new NodeId("n"), "127.0.0.1", port, fingerprint(hostKey))))
                .satisfies(Expect.problem(AppProblem.NODE_UNREACHABLE));
    }

    private static ChunkSource.Reading always(byte[] data) {
        return new ChunkSource.Reading() {
            @Override
            public byte[] read(Digest sha256) {
                return data;
            }

            @Override
            public void close() {}
        };
    }

    private NodeAddress address(String fingerprint) {
        return new NodeAddress(new NodeId("n"), "127.0.0.1", server.getPort(), fingerprint);
    }

    private static String fingerprint(KeyPair pair) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic());
    }

    /** A command that answers as its name says. */
    private final class Scripted implements Command {
        private final ChannelSession channel;
        private final String command;
        private InputStream in = new ByteArrayInputStream(new byte[0]);
        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, closeImmediately) -> {};

        Scripted(ChannelSession channel, String command) {
            this.channel = channel;
            this.command = command;
        }

        @Override
        public void start(ChannelSession started, Environment environment) {
            asked.add(command);
            Thread.ofVirtual().start(this::run);
        }

        private void run() {
            try {
                switch (command.split(" ")[0]) {
                    case "logs" -> answer(0, "{\"lines\":[\"one\",\"two\"],\"later\":1}");
                    case "order" ->
                        answer(
                                1,
                                "{\"error\":{\"code\":\"order.bad-signature\",\"phase\":\"order\","
                                        + "\"element\":\"envelope\",\"arguments\":{}}}");
                    case "slot" -> {
                        out.write("{\"slots\":[]}".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        channel.getSession().close(true);
                    }
                    case "reboot" -> answer(127, "sh: reboot: not found");
                    case "chunks" -> {
                        if (refuseChunks) {
                            answer(
                                    1,
                                    "{\"error\":{\"code\":\"chunks.not-ordered\",\"phase\":\"chunks\","
                                            + "\"element\":\"x\",\"arguments\":{}}}");
                            return;
                        }
                        ChunkFrames.Reader reader = new ChunkFrames.Reader(in);
                        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                            received.add(next.get().sha256() + " " + next.get().isIntact());
                        }
                        answer(0, "{\"received\":1,\"bytes\":5}");
                    }
                    case "drain" -> {
                        if (!command.startsWith("drain ack")) {
                            answer(0, drained());
                        }
                    }
                    default -> answer(1, "");
                }
            } catch (IOException e) {
                exit.onExit(1);
            }
        }

        private String drained() {
            String head = "{\"node\":\"n\",\"boot\":\"b\",\"timeMs\":1000,\"seq\":";
            return "{\"records\":[" + head + "5,\"payload\":{\"type\":\"sample\",\"values\":{\"cpu\":1.5}}}," + head
                    + "6,\"payload\":{\"type\":\"log\",\"priority\":6,\"unit\":\"u\",\"message\":\"hello\"}}," + head
                    + "7,\"payload\":{\"type\":\"gap\",\"firstSeq\":1,\"lastSeq\":9,\"records\":9,\"reason\":\"quota\"}}],"
                    + "\"lastSeq\":7,\"more\":false}";
        }

        private void answer(int code, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            exit.onExit(code);
        }

        @Override
        public void destroy(ChannelSession ended) {}

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {}

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }
    }
}
