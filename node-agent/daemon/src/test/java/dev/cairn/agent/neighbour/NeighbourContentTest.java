package dev.cairn.agent.neighbour;

import static dev.cairn.agent.fixture.TestContent.sha;
import static dev.cairn.agent.fixture.TestContent.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.fixture.TestContent;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.SiteId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one node has of a content, its neighbours need not get from the laptop. The frames are real, the connection is a pair of arrays. */
class NeighbourContentTest {
    private static final SiteId SITE = SiteId.random();

    @TempDir
    Path folder;

    private final TestContent content = new TestContent();
    private final Map<String, Long> sent = new HashMap<>();
    private Optional<String> awaited = Optional.of(content.digest());

    @Test
    void whatTheImageBroughtOneNodeTheOthersFetchFromIt() throws Exception {
        Side giver = new Side("giver", true);
        Side taker = new Side("taker", false);
        try (var placed = Files.newOutputStream(giver.node.placed(content.images))) {
            content.write(content.images, placed);
        }
        assertThat(taker.node.ordered.missing()).containsExactly(new MissingChunk(content.digest(), 0));
        taker.fetch(giver).turn();
        assertThat(taker.node.ordered.missing()).isEmpty();
        assertThat(sent.keySet())
                .containsExactlyInAnyOrder(content.digest(), sha("base layer"), sha("net layer"), sha("chart"));
        sent.clear();
        taker.fetch(giver).turn();
        assertThat(sent).as("nothing comes twice").isEmpty();
    }

    @Test
    void whatOneNodeWasSentAndHasNotPlacedYetIsPassedOnAndTheRestStaysMissing() throws Exception {
        Side giver = new Side("giver", false);
        Side taker = new Side("taker", false);
        giver.node.store.put(content.digest(), content.manifest.toJson());
        giver.node.store.put(sha("net layer"), text("net layer"));
        taker.fetch(giver).turn();
        assertThat(taker.node.ordered.missing())
                .extracting(MissingChunk::sha256)
                .containsExactly(sha("base layer"), sha("chart"));
        giver.node.store.put(sha("base layer"), text("base layer"));
        giver.node.store.put(sha("chart"), text("chart"));
        taker.fetch(giver).turn();
        assertThat(taker.node.ordered.missing()).isEmpty();
    }

    @Test
    void anArchiveThatADiskDamagedIsNotPassedOn() throws Exception {
        Side giver = new Side("giver", true);
        Side taker = new Side("taker", false);
        Files.writeString(giver.node.placed(content.images), "base layex" + "net layer");
        taker.fetch(giver).turn();
        assertThat(taker.node.ordered.missing())
                .extracting(MissingChunk::sha256)
                .containsExactly(sha("base layer"));
    }

    @Test
    void nothingIsFetchedThatNobodyWaitsFor() throws Exception {
        Side giver = new Side("giver", true);
        Side taker = new Side("taker", false);
        awaited = Optional.empty();
        taker.fetch(giver).turn();
        assertThat(sent).isEmpty();
    }

    /** One node's content and its offer. */
    private final class Side {
        final TestContent.OnNode node;
        final ChunkOffer offer;

        Side(String name, boolean inImage) throws IOException {
            Path home = Files.createDirectories(folder.resolve(name));
            node = content.new OnNode(home, inImage);
            BundleChunks none = new BundleChunks(
                    new ChunkStore(home.resolve("chunks")), null, new FileSlotStore(Map.of()), new EspEntries(home));
            offer = new ChunkOffer(none, node.ordered, 1L << 30, InstantSource.system());
        }

        NeighbourFetch fetch(Side from) throws IOException {
            NodeId own = NodeId.random();
            Neighbours neighbours = new Neighbours(own, () -> Optional.of(SITE), InstantSource.system());
            neighbours.heard(
                    new Beacon(
                            NodeId.random(),
                            SITE,
                            null,
                            NodeState.ACTIVE,
                            22,
                            "A".repeat(43),
                            "boot",
                            1,
                            null,
                            null,
                            null),
                    InetAddress.getLoopbackAddress());
            return new NeighbourFetch(
                    neighbours,
                    node,
                    List.of(() -> awaited),
                    neighbour -> new Arrays(from),
                    () -> {},
                    new NoOrders(),
                    Duration.ofSeconds(1));
        }
    }

    /** Hands the wishes of one side to the offer of the other, and its frames back. */
    private final class Arrays implements NeighbourSource {
        private final Side from;

        Arrays(Side from) {
            this.from = from;
        }

        @Override
        public void get(List<String> wanted, Taker taker) throws IOException {
            ByteArrayOutputStream wishes = new ByteArrayOutputStream();
            wanted.forEach(digest -> wishes.writeBytes(HexFormat.of().parseHex(digest)));
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            from.offer.serve(new ByteArrayInputStream(wishes.toByteArray()), frames, () -> false);
            ChunkFrames.Reader reader = new ChunkFrames.Reader(new ByteArrayInputStream(frames.toByteArray()));
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                sent.merge(frame.get().sha256(), 1L, Long::sum);
                if (!taker.take(frame.get())) {
                    return;
                }
            }
        }

        @Override
        public byte[] order() {
            return new byte[0];
        }

        @Override
        public void close() {}
    }

    private static final class NoOrders implements NeighbourFetch.Orders {
        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public void take(byte[] envelope) {
            throw new AssertionError("nobody has a newer order");
        }
    }
}
