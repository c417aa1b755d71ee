package dev.cairn.agent.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeFacts;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.SlotState;
import dev.cairn.protocol.TelemetryPayload;
import dev.cairn.protocol.TrialLogState;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job against a real agent process on a played machine. */
@Tag("slow")
class PlayedNodeTest {
    private static final byte[] NOTHING = new byte[0];
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private Laptop laptop;
    private DatagramSocket ears;
    private Process node;

    @BeforeEach
    void start() throws Exception {
        laptop = new Laptop();
        ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        ears.setSoTimeout((int) LIMIT.toMillis());
        SlotBundle first = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", TestBundles.GOOD_K3S);
        Path image = folder.resolve("drive.img");
        new ImageBaker().bake(BakeRequest.of(image, first, laptop.seed().toPaddedBytes()), Progress.NONE);
        node = start(image, folder.resolve("node"), ears.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        node.destroy();
        node.waitFor();
        ears.close();
        laptop.close();
    }

    @Test
    void isDiscoveredAssignedUpdatedFallsBackAndIsDrained() throws Exception {
        Beacon beacon = hear();
        assertThat(beacon.state()).isEqualTo(NodeState.DISCOVERED);
        InetSocketAddress address = new InetSocketAddress("127.0.0.9", beacon.sshPort());
        assertThat(laptop.run(address, "facts", NOTHING)
                        .as(NodeFacts.class)
                        .cpu()
                        .threads())
                .isPositive();

        Path inVar = folder.resolve("node/var/kept-by-a-workload");
        Files.writeString(inVar, "precious");
        laptop.run(address, "order", laptop.sealed(laptop.order(beacon.node(), null, 5)))
                .as(Answers.OrderAccepted.class);
        await().atMost(LIMIT).until(() -> status(address).state() == NodeState.ACTIVE);
        NodeStatus before = status(address);
        assertThat(before.bootedSlot()).isEqualTo(SlotName.A);
        assertThat(before.kubernetes().version()).isEqualTo("v1.34.1+k3s1");

        SlotBundle good = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", TestBundles.GOOD_K3S);
        UpdateResult committed = update(address, beacon, good, 120);
        assertThat(committed.outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(committed.currentSlot()).isEqualTo(SlotName.B);
        NodeStatus updated = status(address);
        assertThat(updated.machineId()).isEqualTo(before.machineId());
        assertThat(updated.node()).isEqualTo(before.node());
        assertThat(updated.bootId()).isNotEqualTo(before.bootId());

        SlotBundle unhealthy = TestBundles.build(folder.resolve("v3"), "3.0.0", "kernel", TestBundles.BAD_K3S);
        await().atMost(LIMIT).until(() -> status(address).state() == NodeState.ACTIVE);
        UpdateResult fellBack = update(address, beacon, unhealthy, 8);
        assertThat(fellBack.outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(fellBack.reason()).contains("never gets ready");
        assertThat(fellBack.previousSlot()).isEqualTo(SlotName.B);
        assertThat(fellBack.currentSlot()).isEqualTo(SlotName.B);

        Answers.TrialLog log = failedTrial(address);
        assertThat(log.state()).isEqualTo(TrialLogState.KEPT);
        assertThat(log.bundleDigest()).isEqualTo(unhealthy.digest());
        assertThat(log.atMs()).isEqualTo(fellBack.atMs());
        assertThat(log.text())
                .contains("cairn.slot=a ")
                .contains("started in slot")
                .contains("update.rolling-back");

        SlotBundle broken = TestBundles.build(folder.resolve("v4"), "4.0.0", "BROKEN", TestBundles.GOOD_K3S);
        UpdateResult neverBooted = update(address, beacon, broken, 20);
        assertThat(neverBooted.outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(neverBooted.reason()).contains("did not come up after 3 tries");

        assertThat(failedTrial(address).state())
                .as("a kernel that panics leaves nothing")
                .isEqualTo(TrialLogState.NOTHING_WRITTEN);

        // What failed is remembered, and a new order for it alone does not try it again.
        laptop.run(address, "order", laptop.sealed(laptop.order(beacon.node(), broken, 20)))
                .as(Answers.OrderAccepted.class);
        assertThatThrownBy(() -> laptop.push(address, broken))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.UPDATE_KNOWN_BAD));

        Answers.SlotReport slots = laptop.run(address, "slot", NOTHING).as(Answers.SlotReport.class);
        assertThat(slots.failed()).containsOnlyKeys(unhealthy.digest(), broken.digest());
        assertThat(slots.slots().get(1).state()).isEqualTo(SlotState.GOOD);
        assertThat(inVar).hasContent("precious");

        Answers.Drained drained = laptop.run(address, "drain 0 10000", NOTHING).as(Answers.Drained.class);
        assertThat(drained.records())
                .anySatisfy(record -> assertThat(record.payload()).isInstanceOf(TelemetryPayload.Sample.class))
                .anySatisfy(record -> assertThat(record.payload()).isInstanceOf(TelemetryPayload.LogLine.class))
                .anySatisfy(record -> assertThat(record.payload())
                        .isInstanceOfSatisfying(
                                TelemetryPayload.Event.class,
                                event -> assertThat(event.kind()).isEqualTo("update.rolled-back")));
        assertThat(drained.records()).extracting(record -> record.seq()).doesNotHaveDuplicates();
        laptop.run(address, "drain ack " + drained.lastSeq(), NOTHING).as(Answers.DrainAcknowledged.class);
    }

    private UpdateResult update(InetSocketAddress address, Beacon beacon, SlotBundle bundle, int window)
            throws IOException {
        laptop.run(address, "order", laptop.sealed(laptop.order(beacon.node(), bundle, window)))
                .as(Answers.OrderAccepted.class);
        long sent = laptop.push(address, bundle);
        assertThat(sent).as("what the running slot holds need not travel").isLessThan(1_500_000L);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    NodeStatus status = status(address);
                    UpdateResult last = status.update().lastResult();
                    return status.update().phase() == UpdatePhase.IDLE
                            && last != null
                            && last.bundleDigest().equals(bundle.digest());
                });
        return Objects.requireNonNull(status(address).update().lastResult());
    }

    private Answers.TrialLog failedTrial(InetSocketAddress address) {
        return await().atMost(LIMIT)
                .until(
                        () -> laptop.run(address, "logs failed-trial", NOTHING).as(Answers.TrialLog.class),
                        log -> log.state() != TrialLogState.NOT_YET);
    }

    private NodeStatus status(InetSocketAddress address) throws IOException {
        return laptop.run(address, "status", NOTHING).as(NodeStatus.class);
    }

    private Beacon hear() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[BeaconCodec.MOST_BYTES], BeaconCodec.MOST_BYTES);
        ears.receive(packet);
        return BeaconCodec.of(laptop.seed()).decode(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    static Process start(Path image, Path state, int ears) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        PlayedNode.class.getName(),
                        "--state",
                        state.toString(),
                        "--drive",
                        image.toString(),
                        "--listen",
                        "127.0.0.9:" + freePort(),
                        "--beacon",
                        "127.0.0.1:" + ears,
                        "--beacon-ms",
                        "200",
                        "--sample-ms",
                        "500",
                        "--with-parent"))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "played-node-console.txt").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            return socket.getLocalPort();
        }
    }
}
