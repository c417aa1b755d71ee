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
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push that breaks at any byte goes on there; the whole agent in this process. */
@Tag("slow")
class BrokenPushTest {
    private static final long SEED = 20_261_125;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<Integer> restarts = new ArrayList<>();
    private Laptop laptop;
    private AgentWiring agent;
    private InetSocketAddress address;
    private SlotBundle next;

    @BeforeEach
    void start() throws Exception {
        laptop = new Laptop();
        SlotBundle first = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", TestBundles.GOOD_K3S, 1_000);
        next = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", TestBundles.GOOD_K3S, 1 << 20);
        MachineOfTests.install(folder.resolve("machine"), first, laptop.seed());
        agent = new AgentWiring(
                AgentOptions.parse(List.of(
                        "--state", folder.resolve("var").toString(),
                        "--machine", "played",
                        "--machine-folder", folder.resolve("machine").toString(),
                        "--listen", "127.0.0.1:0",
                        "--beacon", "127.0.0.1:9")),
                InstantSource.system(),
                restarts::add);
        address = new InetSocketAddress("127.0.0.1", agent.sshPort());
        NodeStatus status = laptop.run(address, "status", new byte[0]).as(NodeStatus.class);
        laptop.run(address, "order", laptop.sealed(laptop.order(status.node(), next, 20)))
                .as(Answers.OrderAccepted.class);
    }

    @AfterEach
    void stop() {
        agent.close();
        laptop.close();
    }

    @Test
    void everyByteThatArrivedBeforeABreakIsKept() throws Exception {
        Random random = new Random(SEED);
        Map<String, byte[]> content = Laptop.chunks(next);
        content.put(next.digest(), next.manifestBytes());
        long sent = 0;
        for (int cut = 0; cut < 12; cut++) {
            List<MissingChunk> missing = missing();
            long before = left(missing);
            byte[] frames = frames(missing, content);
            // The rest of one chunk and the beginning of another, as a rule.
            byte[] beginning = Arrays.copyOf(frames, 37 + random.nextInt(Math.min(frames.length - 40, 200_000)));
            assertThat(laptop.run(address, "chunks put", beginning).exit()).isEqualTo(1);
            boolean manifestOnly = missing.size() == 1 && missing.getFirst().bytes() == 0;
            long arrived = arrived(beginning);
            List<MissingChunk> after = missing();
            if (!manifestOnly || after.size() == 1) {
                assertThat(before - left(after))
                        .as("seed %s, cut %s", SEED, cut)
                        .isEqualTo(arrived);
            }
            sent += beginning.length;
        }
        List<MissingChunk> rest = missing();
        assertThat(rest).anySatisfy(chunk -> assertThat(chunk.have()).isNotNull());
        byte[] frames = frames(rest, content);
        sent += frames.length;
        laptop.run(address, "chunks put", frames).as(Answers.ChunksReceived.class);
        await().atMost(LIMIT).until(() -> !restarts.isEmpty());
        long whole = content.values().stream().mapToLong(data -> data.length).sum();
        assertThat(sent).as("seed %s", SEED).isLessThan(whole + 44L * (content.size() + 13));
    }

    @Test
    void aBeginningThatIsOfSomethingElseIsThrownAwayAndNamed() throws Exception {
        Map<String, byte[]> content = Laptop.chunks(next);
        laptop.put(address, Map.of(next.digest(), next.manifestBytes()));
        MissingChunk chunk = missing().stream()
                .filter(missing -> missing.bytes() > 1_000)
                .findFirst()
                .orElseThrow();
        byte[] wrong = Laptop.frames(Map.of(chunk.sha256(), new byte[(int) chunk.bytes()]));
        // What was not on its way yet when the connection broke never comes.
        await().atMost(LIMIT).until(() -> {
            laptop.putAndBreak(address, Arrays.copyOf(wrong, 536));
            return missing().stream()
                    .anyMatch(missing -> missing.sha256().equals(chunk.sha256()) && missing.have() != null);
        });
        List<MissingChunk> begun = missing().stream()
                .filter(missing -> missing.sha256().equals(chunk.sha256()))
                .toList();
        assertThatThrownBy(() -> laptop.run(address, "chunks put", frames(begun, content))
                        .as(Answers.ChunksReceived.class))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.CHUNKS_DIGEST_MISMATCH));
        assertThat(missing()).contains(new MissingChunk(chunk.sha256(), chunk.bytes()));
    }

    private List<MissingChunk> missing() throws IOException {
        return laptop.run(address, "chunks missing " + next.digest(), new byte[0])
                .as(Answers.MissingChunks.class)
                .missing();
    }

    private static long left(List<MissingChunk> missing) {
        return missing.stream().mapToLong(MissingChunk::left).sum();
    }

    /** Bytes of chunks in the beginning of a stream of frames. */
    private static long arrived(byte[] beginning) throws IOException {
        AtomicLong bytes = new AtomicLong();
        ChunkFrames.Reader reader = new ChunkFrames.Reader(
                new ByteArrayInputStream(beginning), frame -> bytes.addAndGet(frame.data().length));
        try {
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                bytes.addAndGet(frame.get().data().length);
            }
        } catch (EOFException broken) {
            return bytes.get();
        }
        return bytes.get();
    }

    private static byte[] frames(List<MissingChunk> missing, Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        ChunkFrames.Writer writer = new ChunkFrames.Writer(frames);
        for (MissingChunk chunk : missing) {
            Long have = chunk.have();
            writer.put(
                    chunk.sha256(),
                    Objects.requireNonNull(content.get(chunk.sha256())),
                    have == null ? 0 : have.intValue());
        }
        writer.end();
        return frames.toByteArray();
    }
}
