package dev.cairn.agent.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real agent whose state stands on a file system of its own, which fills up or turns read-only under it. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Laptop laptop;
    private DatagramSocket ears;
    private Path state;
    private Process node;

    @BeforeEach
    void start() throws Exception {
        laptop = new Laptop();
        ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        ears.setSoTimeout((int) LIMIT.toMillis());
        state = Files.createDirectory(folder.resolve("node"));
        Path disk = folder.resolve("data.img");
        run("truncate", "-s", "64M", disk.toString());
        run("mkfs.ext4", "-q", "-F", disk.toString());
        mount("-o", "loop", disk.toString(), state.toString());
        Path image = folder.resolve("drive.img");
        new ImageBaker()
                .bake(
                        BakeRequest.of(
                                image,
                                TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", TestBundles.GOOD_K3S),
                                laptop.seed().toPaddedBytes()),
                        Progress.NONE);
        node = PlayedNodeTest.start(image, state, ears.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        node.destroy();
        node.waitFor();
        run("umount", state.toString());
        ears.close();
        laptop.close();
    }

    @Test
    void aDiskWithoutSpaceIsToldAndOneWithSpaceAgainIsUsed() throws Exception {
        InetSocketAddress address = address(hear());
        await().atMost(LIMIT).until(() -> status(address).warnings().stream().noneMatch(this::isOfTheDisk));

        Path ballast = state.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            byte[] some = new byte[4096];
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(status(address).warnings()).contains(NodeProblem.SPOOL_UNWRITABLE.code()));
        assertThat(laptop.run(address, "facts", new byte[0]).exit()).isZero();
        assertThat(node.isAlive()).isTrue();

        Files.delete(ballast);
        await().atMost(LIMIT).until(() -> status(address).warnings().stream().noneMatch(this::isOfTheDisk));
    }

    @Test
    void aReadOnlyDiskIsToldAndOrdersAreRefusedWithIt() throws Exception {
        Beacon beacon = hear();
        InetSocketAddress address = address(beacon);

        // What ext4 does when the drive fails under it: read-only, although files are open for writing.
        mount("-o", "remount,abort", state.toString());

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(status(address).warnings()).contains(NodeProblem.SPOOL_UNWRITABLE.code()));
        Laptop.Printed refused = laptop.run(address, "order", laptop.sealed(laptop.order(beacon.node(), null, 5)));
        assertThat(refused.exit()).isOne();
        assertThat(new String(refused.output(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(NodeProblem.STATE_UNWRITABLE.code());
        assertThat(status(address).warnings())
                .contains(NodeProblem.STATE_UNWRITABLE.code(), NodeProblem.SPOOL_UNWRITABLE.code());
        assertThat(node.isAlive()).isTrue();
    }

    private boolean isOfTheDisk(String warning) {
        return warning.equals(NodeProblem.SPOOL_UNWRITABLE.code())
                || warning.equals(NodeProblem.STATE_UNWRITABLE.code());
    }

    private Beacon hear() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[BeaconCodec.MOST_BYTES], BeaconCodec.MOST_BYTES);
        ears.receive(packet);
        return BeaconCodec.of(laptop.seed()).decode(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private static InetSocketAddress address(Beacon beacon) {
        return new InetSocketAddress("127.0.0.9", beacon.sshPort());
    }

    private NodeStatus status(InetSocketAddress address) throws IOException {
        return laptop.run(address, "status", new byte[0]).as(NodeStatus.class);
    }

    private static void mount(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        run(command);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(List.of(command) + ": " + said).isZero();
    }
}
