package dev.cairn.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.played.MachineOfTests;
import dev.cairn.agent.wiring.AgentOptions;
import dev.cairn.agent.wiring.AgentWiring;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
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

    private Laptop laptop;
    private AgentWiring agent;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        laptop = new Laptop();
        SlotBundle bundle = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", "", 1_000);
        MachineOfTests.install(folder.resolve("machine"), bundle, laptop.seed());
        agent = new AgentWiring(
                AgentOptions.parse(List.of(
                        "--state", folder.resolve("var").toString(),
                        "--machine", "played",
                        "--machine-folder", folder.resolve("machine").toString(),
                        "--listen", "127.0.0.1:0",
                        "--beacon", "127.0.0.1:9")),
                InstantSource.system(),
                code -> {});
        address = new InetSocketAddress("127.0.0.1", agent.sshPort());
    }

    @AfterEach
    void stop() {
        agent.close();
        laptop.close();
    }

    @Test
    void opensshReadsTheStatusAndTheHostKeyIsEd25519() throws Exception {
        Printed printed = openssh(keyFile(laptop.login), "cairn", List.of(), "status");
        assertThat(printed.exit).as(printed.err).isZero();
        NodeStatus status = ProtocolJson.read(printed.out, NodeStatus.class);
        assertThat(status.fleet()).isEqualTo(laptop.fleet);
        assertThat(Files.readString(folder.resolve("known_hosts"))).contains("ssh-ed25519");
        assertThat(printed.err).contains("aes128-gcm@openssh.com");
    }

    @Test
    void opensshIsRefusedWithAnotherKeyAnotherUserAndWithoutKey() throws Exception {
        Path other =
                keyFile(SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair());
        assertThat(openssh(other, "cairn", List.of(), "status").err).contains("Permission denied (publickey)");
        assertThat(openssh(keyFile(laptop.login), "root", List.of(), "status").err)
                .contains("Permission denied (publickey)");
        assertThat(openssh(other, "cairn", List.of("-o", "PubkeyAuthentication=no"), "status").exit)
                .isEqualTo(255);
    }

    @Test
    void thereIsNoShellNoSubsystemAndNoForwarding() throws Exception {
        Path key = keyFile(laptop.login);
        assertThat(openssh(key, "cairn", List.of("-T")).exit).isNotZero();
        assertThat(openssh(key, "cairn", List.of("-s"), "sftp").exit).isNotZero();
        assertThat(openssh(key, "cairn", List.of("-W", "127.0.0.1:22")).err).contains("administratively prohibited");
    }

    @Test
    void refusalsAreJsonAndExitOne() throws Exception {
        Printed unknown = openssh(keyFile(laptop.login), "cairn", List.of(), "rm", "-rf", "/");
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
        line.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        line.addAll(List.of("-o", "UserKnownHostsFile=" + folder.resolve("known_hosts")));
        line.addAll(List.of("-c", "aes128-gcm@openssh.com,chacha20-poly1305@openssh.com"));
        line.addAll(options);
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
