package dev.cairn.agent.stick;

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
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.StickLayout;
import dev.cairn.protocol.StickReceipt;
import dev.cairn.protocol.TelemetryPayload;
import dev.cairn.protocol.UpdateStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent and a folder that plays the stick, put in and pulled out. */
@Tag("slow")
class StickWatchTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path folder;

    private final List<Integer> restarts = new ArrayList<>();
    private Laptop laptop;
    private AgentWiring agent;
    private InetSocketAddress address;
    private SlotBundle next;
    private StickLayout stick;

    @BeforeEach
    void start() throws Exception {
        laptop = new Laptop();
        SlotBundle first = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", TestBundles.GOOD_K3S, 1_000);
        next = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", TestBundles.GOOD_K3S, 2 << 20);
        MachineOfTests.install(folder.resolve("machine"), first, laptop.seed());
        agent = new AgentWiring(
                AgentOptions.parse(List.of(
                        "--state", folder.resolve("var").toString(),
                        "--machine", "played",
                        "--machine-folder", folder.resolve("machine").toString(),
                        "--listen", "127.0.0.1:0",
                        "--beacon", "127.0.0.1:9",
                        "--beacon-ms", "200")),
                InstantSource.system(),
                restarts::add);
        address = new InetSocketAddress("127.0.0.1", agent.sshPort());
        stick = new StickLayout(Files.createDirectories(folder.resolve("prepared")));
    }

    @AfterEach
    void stop() {
        agent.close();
        laptop.close();
    }

    @Test
    void aStickDoesWhatALaptopWouldAndTakesWordHome() throws Exception {
        write(laptop.order(status().node(), next, 20), next);
        plug();
        await().atMost(LIMIT).until(() -> !restarts.isEmpty());
        NodeStatus status = status();
        assertThat(status.orderSequence()).isEqualTo(1);
        assertThat(Objects.requireNonNull(status.update().receivedFrom())).containsOnlyKeys(UpdateStatus.STICK);
        Path receipt = new StickLayout(folder.resolve("machine/stick")).receipt(status.node());
        await().atMost(LIMIT).until(() -> Files.exists(receipt));
        StickReceipt left = ProtocolJson.read(Files.readAllBytes(receipt), StickReceipt.class);
        assertThat(left.open().node()).isEqualTo(status.node());
        assertThat(left.key())
                .isEqualTo(laptop.run(address, "certificate", NOTHING)
                        .as(Answers.HostCertified.class)
                        .key());
        StickReceipt changed = new StickReceipt(
                Base64.getEncoder().encodeToString(ProtocolJson.bytes(status())), left.key(), left.signature());
        assertThatThrownBy(changed::open).isInstanceOf(ProtocolException.class);
    }

    @Test
    void anOrderThatIsNotTheFleetsIsRefusedByNameAndNothingIsRead() throws Exception {
        Order order = laptop.order(status().node(), next, 20);
        write(order, next);
        Files.write(stick.order(laptop.site), ProtocolJson.bytes(order.sign(FleetKey.generate())));
        plug();
        await().atMost(LIMIT).until(() -> refusals().contains("order.bad-signature"));
        assertThat(status().orderSequence()).isZero();
        assertThat(folder.resolve("var/chunks")).doesNotExist();
    }

    @Test
    void anOrderThatWasReplacedByANewerOneIsNotTakenAgain() throws Exception {
        byte[] older = laptop.sealed(laptop.order(status().node(), next, 20));
        laptop.run(address, "order", laptop.sealed(laptop.order(status().node(), null, 20)))
                .as(Answers.OrderAccepted.class);
        write(laptop.order(status().node(), next, 20), next);
        Files.write(stick.order(laptop.site), older);
        plug();
        await().atMost(LIMIT).until(() -> refusals().contains("order.replayed"));
        assertThat(status().orderSequence()).isEqualTo(2);
    }

    @Test
    void contentThatDoesNotMatchIsNotKeptAndTheNextStickMakesItWhole() throws Exception {
        write(laptop.order(status().node(), next, 20), next);
        Path root = stick.bundle(next.digest()).resolve(SlotBundle.ROOT);
        byte[] good = Files.readAllBytes(root);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(root, bad);
        plug();
        await().atMost(LIMIT).until(() -> refusals().contains("chunks.digest-mismatch"));
        assertThat(restarts).isEmpty();
        StickLayout second = new StickLayout(Files.createDirectories(folder.resolve("second")));
        stick = second;
        write(laptop.order(status().node(), next, 20), next);
        assertThat(second.bundle(next.digest()).resolve(SlotBundle.ROOT)).hasBinaryContent(good);
        change(second);
        await().atMost(LIMIT).until(() -> !restarts.isEmpty());
    }

    @Test
    void aStickThatCannotBeWrittenServesAsWell() throws Exception {
        write(laptop.order(status().node(), next, 20), next);
        Files.write(stick.root().resolve("write-protected"), NOTHING);
        plug();
        await().atMost(LIMIT).until(() -> !restarts.isEmpty());
        assertThat(new StickLayout(folder.resolve("machine/stick")).receipts()).doesNotExist();
    }

    private void write(Order order, SlotBundle bundle) throws IOException {
        Files.createDirectories(stick.orders());
        Files.write(stick.order(laptop.site), laptop.sealed(order));
        Path to = Files.createDirectories(stick.bundle(bundle.digest()));
        for (String name : List.of(SlotBundle.MANIFEST, SlotBundle.ROOT, SlotBundle.KERNEL, SlotBundle.INITRD)) {
            Files.copy(bundle.folder().resolve(name), to.resolve(name));
        }
    }

    private void plug() throws IOException {
        Files.createSymbolicLink(folder.resolve("machine/stick"), stick.root());
    }

    /** Pulls the stick out and puts another one in. */
    private void change(StickLayout other) throws IOException {
        Files.delete(folder.resolve("machine/stick"));
        stick = other;
        plug();
    }

    private NodeStatus status() throws IOException {
        return laptop.run(address, "status", NOTHING).as(NodeStatus.class);
    }

    private List<String> refusals() throws IOException {
        return laptop.run(address, "drain 0 1000", NOTHING).as(Answers.Drained.class).records().stream()
                .map(record -> record.payload())
                .filter(TelemetryPayload.Event.class::isInstance)
                .map(TelemetryPayload.Event.class::cast)
                .filter(event -> event.kind().equals("stick.refused"))
                .map(TelemetryPayload.Event::text)
                .toList();
    }
}
