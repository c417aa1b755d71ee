package dev.cairn.agent.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.content.OrderedContent;
import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.update.ArrivingChunks;
import dev.cairn.agent.update.BundleChunks;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.Answers.MissingChunks;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.SiteId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one node has of a content, its neighbours need not get from the laptop. The frames are real, the connection is a pair of arrays. */
class NeighbourContentTest {
    private static final SiteId SITE = SiteId.random();

    @TempDir
    Path folder;

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private ContentManifest content = new ContentManifest(ContentManifest.FORMAT, List.of());
    private Optional<String> awaited = Optional.empty();

    @BeforeEach
    void content() {
        content = new ContentManifest(
                ContentManifest.FORMAT,
                List.of(
                        item("net", ContentType.IMAGES, ".tar", "base layer", "net layer"),
                        item("till", ContentType.CHART, ".tgz", "chart")));
        awaited = Optional.of(digest());
    }

    @Test
    void whatTheImageBroughtOneNodeTheOthersFetchFromIt() throws Exception {
        Side giver = new Side("giver", true);
        Side taker = new Side("taker", false);
        try (var placed = Files.newOutputStream(giver.placed(content.items().getFirst()))) {
            write(content.items().getFirst(), placed);
        }
        assertThat(taker.ordered.missing()).containsExactly(new MissingChunk(digest(), 0));
        taker.fetch(giver).turn();
        assertThat(taker.ordered.missing()).isEmpty();
        assertThat(sent.keySet()).isEqualTo(with(bytes.keySet(), digest()));
        sent.clear();
        taker.fetch(giver).turn();
        assertThat(sent).as("nothing comes twice").isEmpty();
    }

    @Test
    void whatOneNodeWasSentAndHasNotPlacedYetIsPassedOnAndTheRestStaysMissing() throws Exception {
        Side giver = new Side("giver", false);
        Side taker = new Side("taker", false);
        giver.store.put(digest(), content.toJson());
        giver.store.put(sha("net layer"), text("net layer"));
        taker.fetch(giver).turn();
        assertThat(taker.ordered.missing())
                .extracting(MissingChunk::sha256)
                .containsExactly(sha("base layer"), sha("chart"));
        giver.store.put(sha("base layer"), text("base layer"));
        giver.store.put(sha("chart"), text("chart"));
        taker.fetch(giver).turn();
        assertThat(taker.ordered.missing()).isEmpty();
    }

    @Test
    void anArchiveThatADiskDamagedIsNotPassedOn() throws Exception {
        Side giver = new Side("giver", true);
        Side taker = new Side("taker", false);
        Files.writeString(giver.placed(content.items().getFirst()), "base layex" + "net layer");
        taker.fetch(giver).turn();
        assertThat(taker.ordered.missing()).extracting(MissingChunk::sha256).containsExactly(sha("base layer"));
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
        final Path home;
        final ChunkStore store;
        final OrderedContent ordered;
        final ChunkOffer offer;

        Side(String name, boolean hasIt) throws IOException {
            home = Files.createDirectories(folder.resolve(name));
            store = new ChunkStore(home.resolve("content"));
            DesiredRelease release =
                    new DesiredRelease("ab".repeat(32), "ef".repeat(32), "v2", 60, false, null, null, digest());
            ordered = new OrderedContent(
                    () -> Optional.of(release),
                    store,
                    item -> item.type() == ContentType.IMAGES ? Optional.of(placed(item)) : Optional.empty(),
                    () -> hasIt
                            ? Optional.of(new NodeContent(content, NeighbourContentTest.this::write))
                            : Optional.empty());
            BundleChunks none = new BundleChunks(
                    new ChunkStore(home.resolve("chunks")), null, new FileSlotStore(Map.of()), new EspEntries(home));
            offer = new ChunkOffer(none, ordered, 1L << 30, InstantSource.system());
        }

        Path placed(ContentItem item) {
            return home.resolve(item.sha256());
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
                    new Arriving(this),
                    List.of(() -> awaited),
                    neighbour -> new Arrays(from),
                    () -> {},
                    new NoOrders(),
                    Duration.ofSeconds(1));
        }
    }

    /** As the chunk desk does it, for a content alone. */
    private record Arriving(Side side) implements ArrivingChunks {
        @Override
        public MissingChunks missing(String wanted) throws IOException {
            List<MissingChunk> missing = side.ordered.missing();
            return new MissingChunks(missing, 0, Map.of());
        }

        @Override
        public long take(String wanted, String digest, byte[] data, String from) throws IOException {
            assertThat(Sha256.of(data)).isEqualTo(digest);
            side.store.put(digest, data);
            return data.length;
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

    private void write(ContentItem item, OutputStream to) throws IOException {
        for (Chunk chunk : item.chunks()) {
            to.write(Objects.requireNonNull(bytes.get(chunk.sha256())));
        }
    }

    private ContentItem item(String name, ContentType type, String suffix, String... parts) {
        List<Chunk> chunks = new ArrayList<>();
        for (String part : parts) {
            bytes.put(sha(part), text(part));
            chunks.add(new Chunk(sha(part), text(part).length));
        }
        byte[] whole = text(String.join("", parts));
        return new ContentItem("application", name, type, suffix, whole.length, Sha256.of(whole), Map.of(), chunks);
    }

    private String digest() {
        return Sha256.of(content.toJson());
    }

    private static Set<String> with(Set<String> some, String another) {
        Set<String> all = new HashSet<>(some);
        all.add(another);
        return all;
    }

    private static String sha(String text) {
        return Sha256.of(text(text));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
