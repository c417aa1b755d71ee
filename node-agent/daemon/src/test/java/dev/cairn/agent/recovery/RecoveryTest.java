package dev.cairn.agent.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.played.MachineOfTests;
import dev.cairn.agent.wiring.AgentOptions;
import dev.cairn.agent.wiring.AgentWiring;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeFacts;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.RecoveryAction;
import dev.cairn.protocol.RecoveryOrder;
import dev.cairn.protocol.RecoveryPhase;
import dev.cairn.protocol.RecoveryStatus;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bootstrap system in this process, told over SSH what to do to its disk. */
class RecoveryTest {
    private static final byte[] NOTHING = new byte[0];
    private static final Duration GENEROUS = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private Laptop laptop;
    private SlotBundle old;
    private SlotBundle fresh;
    private AgentWiring agent;
    private InetSocketAddress address;
    private NodeStatus status;

    @BeforeEach
    void startBootstrap() throws Exception {
        laptop = new Laptop();
        old = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", "");
        fresh = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", "");
        MachineOfTests.install(machine(), old, laptop.seed());
        MachineOfTests.startBootstrap(machine(), old);
        for (SlotName slot : SlotName.values()) {
            try (RandomAccessFile file =
                    new RandomAccessFile(MachineOfTests.slot(machine(), slot).toFile(), "rw")) {
                file.setLength(64 << 20);
            }
        }
        start();
    }

    @AfterEach
    void stop() {
        agent.close();
        laptop.close();
    }

    @Test
    void registersAsUnassignedWithFactsAndTakesNothingElse() throws Exception {
        assertThat(status.state()).isEqualTo(NodeState.DISCOVERED);
        assertThat(status.site()).isNull();
        assertThat(status.bootedSlot()).isNull();
        assertThat(status.warnings()).isEmpty();
        assertThat(laptop.run(address, "facts", NOTHING).as(NodeFacts.class).nics())
                .isNotNull();
        refused(NodeProblem.BOOTSTRAP_RUNS, "order", laptop.sealed(laptop.order(status.node(), fresh, 10)));
        refused(NodeProblem.BOOTSTRAP_RUNS, "chunks missing " + fresh.digest(), NOTHING);
        refused(NodeProblem.RECOVERY_NOT_ORDERED, "recover missing", NOTHING);
        refused(NodeProblem.RECOVERY_NOT_ORDERED, "recover finish", NOTHING);
        refused(NodeProblem.COMMAND_BAD_ARGUMENTS, "recover everything", NOTHING);
        assertThat(recovery()).isEqualTo(RecoveryStatus.IDLE);
    }

    @Test
    void writesAReleaseThatBootsAndKeepsTheData() throws Exception {
        writeAll(RecoveryAction.WRITE, false);
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-a.conf");
        LoaderEntry entry = MachineOfTests.entries(machine()).of(SlotName.A).orElseThrow();
        assertThat(entry.options())
                .contains("cairn.release=" + fresh.manifest().release().digest(), "nomodeset")
                .contains("systemd.machine_id=0123456789abcdef0123456789abcdef");
        assertThat(slotStarts(fresh)).isTrue();
        assertThat(MachineOfTests.entries(machine()).of(SlotName.B)).isEmpty();
        assertThat(MachineOfTests.data(machine())).hasContent("workloads");
        refused(NodeProblem.RECOVERY_NOT_ORDERED, "recover missing", NOTHING);
    }

    @Test
    void erasesTheDataOnlyWhenThatWasOrderedAndForgetsTheMachineIdThen() throws Exception {
        writeAll(RecoveryAction.WRITE, true);
        assertThat(MachineOfTests.data(machine())).doesNotExist();
        assertThat(MachineOfTests.entries(machine())
                        .of(SlotName.A)
                        .orElseThrow()
                        .options())
                .noneMatch(word -> word.startsWith("systemd.machine_id="));
    }

    @Test
    void goesOnAfterACutWithWhatIsRightOnTheDisk() throws Exception {
        accept(RecoveryAction.WRITE, fresh, false);
        put(Map.of(fresh.digest(), fresh.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        List<Answers.MissingChunk> missing = missing().missing();
        Map<String, byte[]> half = chosen(missing.subList(0, missing.size() / 2));
        put(half);
        assertThat(MachineOfTests.boots(machine())).as("cut in the middle").isEqualTo("cairn-bootstrap.conf");

        agent.close();
        MachineOfTests.restarted(machine(), "boot-2");
        start();
        accept(RecoveryAction.WRITE, fresh, false);
        put(Map.of(fresh.digest(), fresh.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        long boot = fresh.manifest().files().kernel().bytes()
                + fresh.manifest().files().initrd().bytes();
        assertThat(missing().missingBytes())
                .as("what was written is not sent again; kernel and initrd are kept in memory alone")
                .isLessThanOrEqualTo(missing.stream()
                                .mapToLong(Answers.MissingChunk::bytes)
                                .sum()
                        - half.values().stream().mapToLong(data -> data.length).sum()
                        + boot);
        put(chosen(missing().missing()));
        finish();
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-a.conf");
        assertThat(slotStarts(fresh)).isTrue();
    }

    @Test
    void whatDoesNotReadBackGetsNoEntryAndIsWrittenAgain() throws Exception {
        accept(RecoveryAction.WRITE, fresh, false);
        put(Map.of(fresh.digest(), fresh.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        put(chosen(missing().missing()));
        try (RandomAccessFile slot =
                new RandomAccessFile(MachineOfTests.slot(machine(), SlotName.A).toFile(), "rw")) {
            slot.seek(2 << 20);
            slot.write(new byte[512]);
        }
        laptop.run(address, "recover finish", NOTHING).as(Answers.Accepted.class);
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.FAILED);
        assertThat(recovery().problem()).isEqualTo(NodeProblem.SLOT_READ_BACK_DIFFERS);
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-bootstrap.conf");

        writeAll(RecoveryAction.WRITE, false);
        assertThat(slotStarts(fresh)).isTrue();
    }

    @Test
    void refusesWhatTheFleetDidNotSignForThisRunOfThisNode() throws Exception {
        RecoveryOrder good = order(RecoveryAction.WRITE, fresh, false);
        refused(NodeProblem.ORDER_BAD_SIGNATURE, "recover", ProtocolJson.bytes(good.sign(FleetKey.generate())));
        refused(
                NodeProblem.RECOVERY_OTHER_BOOT,
                "recover",
                sealed(with(good, good.node(), "boot-0", good.expiresMs())));
        refused(
                NodeProblem.RECOVERY_OTHER_NODE,
                "recover",
                sealed(with(good, new NodeId("another"), good.bootId(), good.expiresMs())));
        refused(NodeProblem.ORDER_EXPIRED, "recover", sealed(with(good, good.node(), good.bootId(), 1)));
        byte[] sealed = sealed(good);
        for (int i = 0; i < sealed.length; i += 17) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(laptop.run(address, "recover", changed).exit())
                    .as("byte " + i)
                    .isEqualTo(1);
        }
        refused(NodeProblem.ORDER_TOO_LARGE, "recover", new byte[300_000]);
        refused(NodeProblem.ORDER_MALFORMED, "recover", Arrays.copyOf(sealed, sealed.length / 2));
        assertThat(MachineOfTests.boots(machine())).as("nothing was changed").isEqualTo("cairn-a.conf");
        assertThat(recovery()).isEqualTo(RecoveryStatus.IDLE);
    }

    @Test
    void chunksThatAreDamagedOrThatNobodyAskedForAreRefused() throws Exception {
        accept(RecoveryAction.WRITE, fresh, false);
        refusedPut(NodeProblem.CHUNKS_DIGEST_MISMATCH, Map.of(fresh.digest(), old.manifestBytes()));
        put(Map.of(fresh.digest(), fresh.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        String wanted = missing().missing().getFirst().sha256();
        refusedPut(NodeProblem.CHUNKS_DIGEST_MISMATCH, Map.of(wanted, new byte[] {1}));
        byte[] other = {1, 2, 3};
        refusedPut(NodeProblem.CHUNKS_UNEXPECTED, Map.of(Sha256.of(other), other));
        refused(NodeProblem.RECOVERY_INCOMPLETE, "recover finish", NOTHING);
    }

    @Test
    void aReleaseThatDoesNotFitIsRefusedBeforeAnythingIsChanged() throws Exception {
        SlotBundle large = TestBundles.build(folder.resolve("v3"), "3.0.0", "kernel", "", 70 << 20);
        accept(RecoveryAction.WRITE, large, false);
        refusedPut(NodeProblem.SLOT_TOO_SMALL, Map.of(large.digest(), large.manifestBytes()));
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-a.conf");
    }

    @Test
    void aKernelThatIsNoProgramIsNotArmed() throws Exception {
        SlotBundle hanging = TestBundles.withKernel(fresh, folder.resolve("hanging"), "no program");
        accept(RecoveryAction.WRITE, hanging, false);
        put(Map.of(hanging.digest(), hanging.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        put(chosen(hanging, missing().missing()));
        laptop.run(address, "recover finish", NOTHING).as(Answers.Accepted.class);
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.FAILED);
        assertThat(recovery().problem()).isEqualTo(NodeProblem.BUNDLE_MALFORMED);
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-bootstrap.conf");
    }

    @Test
    void wipesTheDataAlone() throws Exception {
        accept(RecoveryAction.WIPE, null, false);
        assertThat(MachineOfTests.data(machine())).doesNotExist();
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-a.conf");
    }

    @Test
    void startsOverWithNothingButTheBootstrapSystem() throws Exception {
        accept(RecoveryAction.START_OVER, null, false);
        assertThat(MachineOfTests.data(machine())).doesNotExist();
        assertThat(MachineOfTests.boots(machine())).isEqualTo("cairn-bootstrap.conf");
        assertThat(Files.readAllBytes(MachineOfTests.slot(machine(), SlotName.A)))
                .startsWith(new byte[4096]);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(exits).as("it restarts once it has answered").hasSize(1));
    }

    private void writeAll(RecoveryAction action, boolean wipe) throws Exception {
        accept(action, fresh, wipe);
        put(Map.of(fresh.digest(), fresh.manifestBytes()));
        await().atMost(GENEROUS).until(() -> recovery().phase() == RecoveryPhase.RECEIVE);
        assertThat(MachineOfTests.boots(machine())).as("while it is written").isEqualTo("cairn-bootstrap.conf");
        put(chosen(missing().missing()));
        finish();
    }

    private void finish() throws IOException {
        laptop.run(address, "recover finish", NOTHING).as(Answers.Accepted.class);
        await().atMost(GENEROUS).until(() -> recovery().phase() != RecoveryPhase.VERIFY);
        assertThat(recovery().phase()).as(recovery().toString()).isEqualTo(RecoveryPhase.DONE);
    }

    private boolean slotStarts(SlotBundle bundle) throws IOException {
        byte[] root = Files.readAllBytes(bundle.root());
        byte[] slot = Files.readAllBytes(MachineOfTests.slot(machine(), SlotName.A));
        return Arrays.equals(slot, 0, root.length, root, 0, root.length);
    }

    private void accept(RecoveryAction action, @Nullable SlotBundle bundle, boolean wipe) throws IOException {
        laptop.run(address, "recover", sealed(order(action, bundle, wipe))).as(Answers.Accepted.class);
    }

    private RecoveryOrder order(RecoveryAction action, @Nullable SlotBundle bundle, boolean wipe) {
        long now = System.currentTimeMillis();
        return new RecoveryOrder(
                RecoveryOrder.FORMAT,
                laptop.fleet,
                status.node(),
                status.bootId(),
                action,
                bundle == null ? null : bundle.digest(),
                bundle == null ? null : bundle.manifest().release().digest(),
                null,
                wipe,
                now,
                now + 3_600_000);
    }

    private static RecoveryOrder with(RecoveryOrder order, NodeId node, String boot, long expires) {
        return new RecoveryOrder(
                order.format(),
                order.fleet(),
                node,
                boot,
                order.action(),
                order.bundleDigest(),
                order.releaseDigest(),
                order.number(),
                order.wipeData(),
                order.issuedMs(),
                expires);
    }

    private byte[] sealed(RecoveryOrder order) {
        return ProtocolJson.bytes(order.sign(laptop.key));
    }

    private RecoveryStatus recovery() throws IOException {
        return laptop.run(address, "recover status", NOTHING).as(RecoveryStatus.class);
    }

    private Answers.MissingChunks missing() throws IOException {
        return laptop.run(address, "recover missing", NOTHING).as(Answers.MissingChunks.class);
    }

    private void put(Map<String, byte[]> chunks) throws IOException {
        laptop.run(address, "recover put", Laptop.frames(chunks)).as(Answers.ChunksReceived.class);
    }

    private Map<String, byte[]> chosen(List<Answers.MissingChunk> missing) throws IOException {
        return chosen(fresh, missing);
    }

    private static Map<String, byte[]> chosen(SlotBundle bundle, List<Answers.MissingChunk> missing)
            throws IOException {
        Map<String, byte[]> all = Laptop.chunks(bundle);
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        missing.forEach(chunk -> chosen.put(chunk.sha256(), all.get(chunk.sha256())));
        assertThat(chosen.values()).doesNotContainNull();
        return chosen;
    }

    private void refused(NodeProblem problem, String command, byte[] input) {
        assertThatThrownBy(() -> laptop.run(address, command, input).as(Object.class))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private void refusedPut(NodeProblem problem, Map<String, byte[]> chunks) throws IOException {
        refused(problem, "recover put", Laptop.frames(chunks));
    }

    private Path machine() {
        return folder.resolve("machine");
    }

    private void start() throws IOException {
        agent = new AgentWiring(
                AgentOptions.parse(List.of(
                        "--state", folder.resolve("var").toString(),
                        "--machine", "played",
                        "--machine-folder", machine().toString(),
                        "--listen", "127.0.0.1:0",
                        "--beacon", "127.0.0.1:9")),
                InstantSource.system(),
                exits::add);
        address = new InetSocketAddress("127.0.0.1", agent.sshPort());
        status = laptop.run(address, "status", NOTHING).as(NodeStatus.class);
    }
}
