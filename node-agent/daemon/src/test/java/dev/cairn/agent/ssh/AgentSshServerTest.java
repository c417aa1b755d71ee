package dev.cairn.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.played.MachineOfTests;
import dev.cairn.agent.wiring.AgentOptions;
import dev.cairn.agent.wiring.AgentWiring;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.SshCertificate;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in this process, asked by OpenSSH's own client and by MINA's. */
class AgentSshServerTest {
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path folder;

    private ServerSocket api;
    private Laptop laptop;
    private AgentWiring agent;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        api = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        laptop = new Laptop();
        SlotBundle bundle = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", "", 1_000);
        MachineOfTests.install(folder.resolve("machine"), bundle, laptop.seed());
        agent = new AgentWiring(
                AgentOptions.parse(List.of(
                        "--state",
                        folder.resolve("var").toString(),
                        "--machine",
                        "played",
                        "--machine-folder",
                        folder.resolve("machine").toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--kubernetes-port",
                        "" + api.getLocalPort(),
                        "--beacon",
                        "127.0.0.1:9")),
                InstantSource.system(),
                code -> {});
        address = new InetSocketAddress("127.0.0.1", agent.sshPort());
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        api.close();
        laptop.close();
    }

    @Test
    void opensshReadsTheStatusAndTheHostKeyIsEd25519() throws Exception {
        Printed printed = openssh(certified(), "cairn", List.of(), "status");
        assertThat(printed.exit).as(printed.err).isZero();
        NodeStatus status = ProtocolJson.read(printed.out, NodeStatus.class);
        assertThat(status.fleet()).isEqualTo(laptop.fleet);
        assertThat(Files.readString(folder.resolve("known_hosts"))).contains("ssh-ed25519");
        assertThat(printed.err).contains("aes128-gcm@openssh.com");
    }

    @Test
    void opensshIsRefusedWithAnotherKeyAnotherUserAndWithoutKeyOrCertificate() throws Exception {
        assertThat(openssh(keyFile(laptop.login), "cairn", List.of(), "status").err)
                .contains("Permission denied (publickey)");
        Path other =
                keyFile(SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair());
        assertThat(openssh(other, "cairn", List.of(), "status").err).contains("Permission denied (publickey)");
        assertThat(openssh(certified(), "root", List.of(), "status").err).contains("Permission denied (publickey)");
        assertThat(openssh(other, "cairn", List.of("-o", "PubkeyAuthentication=no"), "status").exit)
                .isEqualTo(255);
    }

    /** 127.0.0.2 and its neighbours play machines of the LAN. */
    @Test
    void whoKnocksWithoutLoggingInKeepsNobodyElseOut() throws Exception {
        List<Socket> knocking = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * Doorkeeper.MOST_OF_ONE_ADDRESS; i++) {
                knocking.add(knock("127.0.0.2"));
            }
            assertThat(greeted(knocking)).isEqualTo(Doorkeeper.MOST_OF_ONE_ADDRESS);
            for (int i = 3; i < 3 + Doorkeeper.MOST; i++) {
                knocking.add(knock("127.0.0." + i));
            }
            assertThat(greeted(knocking)).isEqualTo(Doorkeeper.MOST);
            assertThat(laptop.run(address, "status", NOTHING).exit()).isZero();
        } finally {
            for (Socket socket : knocking) {
                socket.close();
            }
        }
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            try (Socket after = knock("127.0.0.2")) {
                assertThat(greeted(List.of(after))).isEqualTo(1);
            }
        });
    }

    private Socket knock(String from) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(5_000);
        return socket;
    }

    /** How many of these connections are still open, once the server had time to close the others. */
    private static long greeted(List<Socket> sockets) throws IOException {
        long open = 0;
        for (Socket socket : sockets) {
            socket.setSoTimeout(300);
            try {
                int read = socket.getInputStream().read(new byte[2_000]);
                while (read > 0) {
                    read = socket.getInputStream().read(new byte[2_000]);
                }
            } catch (SocketTimeoutException waits) {
                open++;
            } catch (SocketException closed) {
                continue;
            }
        }
        return open;
    }

    @Test
    void certificatesThatDoNotHoldAreRefusedAndTold() throws Exception {
        SshCertificate good = laptop.certificate();
        assertThat(status(Laptop.signed(good, FleetKey.generate()))).contains("Permission denied (publickey)");
        assertThat(status(Laptop.signed(until(good, Instant.now().minusSeconds(60)), laptop.key)))
                .contains("Permission denied (publickey)");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(events()).contains("login.other-authority", "login.expired"));
    }

    @Test
    void whatAnOrderRevokesIsNotAdmittedAnyMore() throws Exception {
        SshCertificate good = laptop.certificate();
        SshCertificate second =
                new SshCertificate(good.kind(), good.key(), 2, good.keyId(), good.principals(), good.expires());
        NodeId node =
                laptop.run(address, "status", NOTHING).as(NodeStatus.class).node();
        laptop.revoked = new Revocations(List.of(2L), List.of());
        laptop.run(address, "order", laptop.sealed(laptop.order(node, null, 10)))
                .as(Answers.OrderAccepted.class);
        laptop.revoked = null;
        laptop.run(address, "order", laptop.sealed(laptop.order(node, null, 10)))
                .as(Answers.OrderAccepted.class);
        assertThat(status(Laptop.signed(second, laptop.key))).contains("Permission denied (publickey)");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(events()).contains("login.revoked"));
        assertThat(openssh(certified(), "cairn", List.of(), "status").exit).isZero();
    }

    @Test
    void opensshKnowsTheNodeByTheFleetKeyOnceALaptopVouchedForIt() throws Exception {
        Answers.HostCertified before =
                laptop.run(address, "certificate", NOTHING).as(Answers.HostCertified.class);
        assertThat(before.certificate()).isNull();
        SshCertificate host = new SshCertificate(
                SshCertificate.Kind.HOST,
                before.key(),
                9,
                "pump",
                List.of("pump-1"),
                Instant.now().plus(Duration.ofDays(1)));
        assertProblem(NodeProblem.CERTIFICATE_REFUSED, "certificate", bytes(Laptop.signed(host, FleetKey.generate())));
        assertProblem(
                NodeProblem.CERTIFICATE_REFUSED, "certificate", bytes(Laptop.signed(laptop.certificate(), laptop.key)));
        assertProblem(NodeProblem.CERTIFICATE_REFUSED, "certificate", bytes("nonsense"));
        assertProblem(NodeProblem.CERTIFICATE_REFUSED, "certificate", new byte[100_000]);
        Answers.HostCertified after = laptop.run(address, "certificate", bytes(Laptop.signed(host, laptop.key)))
                .as(Answers.HostCertified.class);
        assertThat(after.expiresMs()).isEqualTo(host.expires().getEpochSecond() * 1000);
        Path known = folder.resolve("authority");
        Files.writeString(
                known,
                "@cert-authority * "
                        + SshPublicKey.of(laptop.key.publicKey().raw()).line() + "\n");
        List<String> strict = List.of("-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + known);
        Printed printed = openssh(certified(), "cairn", with(strict, "-o", "HostKeyAlias=pump-1"), "status");
        assertThat(printed.exit).as(printed.err).isZero();
        Printed other = openssh(certified(), "cairn", with(strict, "-o", "HostKeyAlias=pump-2"), "status");
        assertThat(other.exit).isEqualTo(255);
        assertThat(other.err).contains("Certificate invalid: name is not a listed principal");
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(options);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static SshCertificate until(SshCertificate good, Instant expires) {
        return new SshCertificate(good.kind(), good.key(), good.serial(), good.keyId(), good.principals(), expires);
    }

    /** What OpenSSH says when it asks for the status with this certificate for the laptop's key. */
    private String status(String certificate) throws Exception {
        Path key = keyFile(laptop.login);
        Files.writeString(key.resolveSibling(key.getFileName() + "-cert.pub"), certificate);
        return openssh(key, "cairn", List.of(), "status").err;
    }

    private String events() throws IOException {
        return laptop.run(address, "drain 0 1000", NOTHING)
                .as(Answers.Drained.class)
                .records()
                .toString();
    }

    private Path certified() throws Exception {
        Path key = keyFile(laptop.login);
        Files.writeString(
                key.resolveSibling(key.getFileName() + "-cert.pub"), Laptop.signed(laptop.certificate(), laptop.key));
        return key;
    }

    @Test
    void thereIsNoShellNoSubsystemAndNoForwardingElsewhere() throws Exception {
        Path key = certified();
        assertThat(openssh(key, "cairn", List.of("-T")).exit).isNotZero();
        assertThat(openssh(key, "cairn", List.of("-s"), "sftp").exit).isNotZero();
        assertThat(openssh(key, "cairn", List.of("-W", "127.0.0.1:22")).err).contains("administratively prohibited");
        assertThat(openssh(key, "cairn", List.of("-W", "192.0.2.1:" + api.getLocalPort())).err)
                .contains("administratively prohibited");
        assertThat(openssh(key, "cairn", List.of("-o", "ExitOnForwardFailure=yes", "-N", "-R", "0:127.0.0.1:9")).err)
                .contains("remote port forwarding failed");
        assertThat(events()).contains("forward.refused", "to=127.0.0.1:22");
    }

    @Test
    void whoLoggedInReachesTheKubernetesApiThroughIt() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (Socket one = api.accept()) {
                one.getOutputStream().write("from the API".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                throw new AssertionError(closed);
            }
        });
        Printed printed = openssh(certified(), "cairn", List.of("-W", "127.0.0.1:" + api.getLocalPort()));
        assertThat(new String(printed.out, StandardCharsets.US_ASCII))
                .as(printed.err)
                .isEqualTo("from the API");
    }

    @Test
    void aServerTellsItsKubeconfigAndAWorkerThatItHasNone() throws Exception {
        assertProblem(NodeProblem.KUBERNETES_API_ELSEWHERE, "kubeconfig", NOTHING);
        Files.writeString(folder.resolve("machine/kubeconfig.yaml"), "apiVersion: v1\n");
        assertThat(laptop.run(address, "kubeconfig", NOTHING)
                        .as(Answers.Kubeconfig.class)
                        .kubeconfig())
                .isEqualTo("apiVersion: v1\n");
    }

    @Test
    void refusalsAreJsonAndExitOne() throws Exception {
        Printed unknown = openssh(certified(), "cairn", List.of(), "rm", "-rf", "/");
        assertThat(unknown.exit).isEqualTo(1);
        assertThat(new String(unknown.out, StandardCharsets.UTF_8)).contains("\"code\":\"command.unknown\"");
        assertProblem(NodeProblem.COMMAND_BAD_ARGUMENTS, "drain one two", NOTHING);
        assertProblem(NodeProblem.COMMAND_BAD_ARGUMENTS, "status now", NOTHING);
        assertProblem(NodeProblem.ORDER_MALFORMED, "order", NOTHING);
        assertProblem(NodeProblem.ORDER_TOO_LARGE, "order", new byte[300_000]);
        assertProblem(NodeProblem.CHUNKS_NOT_ORDERED, "chunks missing " + "a".repeat(64), NOTHING);
        assertProblem(NodeProblem.BOOTSTRAP_ABSENT, "bootstrap", NOTHING);
    }

    @Test
    void onlyOrderedAndIntactChunksAreKept() throws Exception {
        NodeId node =
                laptop.run(address, "status", NOTHING).as(NodeStatus.class).node();
        SlotBundle bundle = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", "", 2_500_000);
        byte[] noChunks = Laptop.frames(Map.of());
        assertProblem(NodeProblem.CHUNKS_NOT_ORDERED, "chunks put", noChunks);
        laptop.run(address, "order", laptop.sealed(laptop.order(node, bundle, 10)))
                .as(Answers.OrderAccepted.class);
        assertThat(missing(bundle)).extracting(Answers.MissingChunk::sha256).containsExactly(bundle.digest());
        laptop.put(address, Map.of(bundle.digest(), bundle.manifestBytes()));
        List<Answers.MissingChunk> before = missing(bundle);
        assertThat(before).hasSizeGreaterThan(2);

        String first = before.getFirst().sha256();
        assertProblem(
                NodeProblem.CHUNKS_DIGEST_MISMATCH, "chunks put", Laptop.frames(Map.of(first, new byte[] {1, 2, 3})));
        assertProblem(
                NodeProblem.CHUNKS_UNEXPECTED, "chunks put", Laptop.frames(Map.of("b".repeat(64), new byte[] {1, 2, 3
                })));
        assertThat(missing(bundle)).isEqualTo(before);

        byte[] data = Laptop.chunks(bundle).get(first);
        byte[] cut = Laptop.frames(Map.of(first, data));
        assertProblem(NodeProblem.CHUNKS_MALFORMED, "chunks put", Arrays.copyOf(cut, cut.length - 40));
        assertThat(laptop.put(address, Map.of(first, data)).received()).isEqualTo(1);
        assertThat(missing(bundle)).hasSize(before.size() - 1);
    }

    private List<Answers.MissingChunk> missing(SlotBundle bundle) throws IOException {
        return laptop.run(address, "chunks missing " + bundle.digest(), NOTHING)
                .as(Answers.MissingChunks.class)
                .missing();
    }

    private void assertProblem(NodeProblem problem, String command, byte[] stdin) {
        assertThatThrownBy(() -> laptop.run(address, command, stdin).as(Object.class))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem))
                .isNotInstanceOf(SshException.class);
    }

    private static final class Printed {
        private final int exit;
        private final byte[] out;
        private final String err;

        Printed(int exit, byte[] out, String err) {
            this.exit = exit;
            this.out = out;
            this.err = err;
        }
    }

    private Printed openssh(Path key, String user, List<String> options, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of("ssh", "-v", "-F", "none", "-p", "" + agent.sshPort()));
        line.addAll(List.of("-i", key.toString(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"));
        line.addAll(options);
        line.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        line.addAll(List.of("-o", "UserKnownHostsFile=" + folder.resolve("known_hosts")));
        line.addAll(List.of("-c", "aes128-gcm@openssh.com,chacha20-poly1305@openssh.com"));
        line.add(user + "@127.0.0.1");
        line.addAll(List.of(command));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        int exit = process.waitFor();
        return new Printed(exit, Files.readAllBytes(out), Files.readString(err));
    }

    private Path keyFile(KeyPair pair) throws Exception {
        Path file = Files.createTempFile(folder, "key", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        }
        return file;
    }
}
