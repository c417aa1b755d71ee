package dev.cairn.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.content.ContentDriver.Rolled;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ContentPhase;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentMachineTest {
    private static final String BUNDLE = "ab".repeat(32);

    @TempDir
    Path folder;

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final List<String> did = new ArrayList<>();
    private long sequence = 1;
    private Optional<DesiredRelease> order = Optional.empty();
    private Rolled rolls = new Rolled.Done();
    private String running = BUNDLE;
    private long room = Long.MAX_VALUE;
    private ContentManifest first = new ContentManifest(ContentManifest.FORMAT, List.of());
    private ContentManifest second = first;
    private ChunkStore store = new ChunkStore(Path.of("none"));

    @BeforeEach
    void contents() throws IOException {
        store = store();
        ContentItem images = item("net", ContentType.IMAGES, "base layer", "net layer");
        first = content(images, item("till", ContentType.CHART, "chart 1"), item("limits", ContentType.MANIFEST, "m"));
        second = content(
                item("net", ContentType.IMAGES, "base layer", "newer layer"),
                item("till", ContentType.CHART, "chart 2"),
                item("limits", ContentType.MANIFEST, "m"));
        // What the image brought is placed.
        try (var out = Files.newOutputStream(
                Files.createDirectories(folder.resolve("placed")).resolve(images.sha256()))) {
            copy(images, out);
        }
    }

    @Test
    void onlyWhatIsNowhereOnTheNodeIsAskedFor() throws IOException {
        ContentMachine machine = machine();
        ask(second);
        machine.step();
        assertThat(machine.status().phase()).isEqualTo(ContentPhase.TRANSFER);
        OrderedContent ordered = ordered();
        assertThat(ordered.missing()).containsExactly(new MissingChunk(digest(second), 0));
        ordered.store().put(digest(second), second.toJson());
        assertThat(ordered.missing())
                .as("one new layer and the chart; the base layer is placed, the manifest in the partition")
                .extracting(MissingChunk::sha256)
                .containsExactly(sha("newer layer"), sha("chart 2"));
        assertThat(ordered.wanted()).containsKeys(digest(second), sha("newer layer"), sha("m"));
        room = 64 << 20;
        assertThatThrownBy(ordered::missing)
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.SPACE_INSUFFICIENT));
    }

    @Test
    void contentIsPlacedThenRolledThenInForceAndNothingElseIsKept() throws IOException {
        ContentMachine machine = machine();
        assertThat(machine.get().orElseThrow().manifest()).isEqualTo(first);
        ask(second);
        bring(second);
        run(machine);
        assertThat(did).containsExactly("images", "roll", "tidy");
        assertThat(machine.status().digest()).isEqualTo(digest(second));
        assertThat(machine.runs(order.orElseThrow())).isTrue();
        assertThat(machine.get().orElseThrow().manifest()).isEqualTo(second);
        assertThat(ordered().store().has(sha("newer layer"), 11)).isFalse();
        assertThat(ordered().store().has(sha("chart 2"), 7)).isTrue();
        assertThat(machine().status().digest()).as("after a restart").isEqualTo(digest(second));
        did.clear();
        run(machine());
        assertThat(did).isEmpty();
    }

    @Test
    void aContentInForceThatTheDiskLostIsSentAgainAndNothingGoesBackToThatOfTheImage() throws IOException {
        ask(second);
        bring(second);
        ContentMachine machine = machine();
        run(machine);
        ordered().store().clear();
        assertThatThrownBy(machine::get).hasMessageContaining("no longer on this disk");
        machine.step();
        assertThat(machine.status().phase()).isEqualTo(ContentPhase.TRANSFER);
        bring(second);
        run(machine);
        assertThat(machine.get().orElseThrow().manifest()).isEqualTo(second);
    }

    @Test
    void aChangeThatWasCutIsTakenUpAndKubernetesIsLeftAloneMeanwhile() throws IOException {
        ask(second);
        bring(second);
        rolls = new Rolled.Underway("waits");
        ContentMachine cut = machine();
        run(cut);
        assertThat(cut.status().phase()).isEqualTo(ContentPhase.ROLL);
        assertThat(cut.get()).isEmpty();
        did.clear();
        rolls = new Rolled.Done();
        ContentMachine machine = machine();
        run(machine);
        assertThat(did).as("what was placed may be gone").containsExactly("images", "roll", "tidy");
        assertThat(machine.status().digest()).isEqualTo(digest(second));
    }

    @Test
    void whatFailedIsRememberedToldAndNotTriedAgainUnlessTold() throws IOException {
        ask(second);
        bring(second);
        rolls = new Rolled.Failed("till did not get well");
        ContentMachine machine = machine();
        run(machine);
        assertThat(machine.status().digest()).isEqualTo(digest(first));
        assertThat(machine.status().failed()).isEqualTo(digest(second));
        assertThat(machine.status().reason()).isEqualTo("till did not get well");
        assertThat(machine.runs(order.orElseThrow())).isFalse();
        did.clear();
        run(machine());
        assertThat(did).isEmpty();
        order = Optional.of(wish(digest(second), true));
        run(machine);
        assertThat(did).as("once by this order").containsExactly("images", "roll");
        assertThat(machine.status().failed()).isEqualTo(digest(second));
        run(machine());
        assertThat(did).hasSize(2);
        sequence++;
        rolls = new Rolled.Done();
        run(machine);
        assertThat(machine.status().digest()).isEqualTo(digest(second));
        assertThat(machine.status().failed()).isNull();
    }

    @Test
    void nothingHappensBeforeTheOrderedSlotRunsAndANewerOrderDecides() throws IOException {
        running = "cd".repeat(32);
        ask(second);
        bring(second);
        ContentMachine machine = machine();
        run(machine);
        assertThat(machine.status().phase()).isEqualTo(ContentPhase.IDLE);
        running = BUNDLE;
        machine.step();
        assertThat(machine.status().phase()).isEqualTo(ContentPhase.TRANSFER);
        ask(first);
        run(machine);
        assertThat(machine.status().phase()).isEqualTo(ContentPhase.IDLE);
        assertThat(did).isEmpty();
        assertThat(machine.status().digest()).isEqualTo(digest(first));
    }

    private static void run(ContentMachine machine) {
        for (int i = 0; i < 10; i++) {
            machine.step();
        }
    }

    private void ask(ContentManifest content) {
        order = Optional.of(wish(digest(content), false));
    }

    private static DesiredRelease wish(String content, boolean retry) {
        return new DesiredRelease(BUNDLE, "ef".repeat(32), "v2", 60, retry, null, null, content);
    }

    private void bring(ContentManifest content) throws IOException {
        ChunkStore store = ordered().store();
        store.put(digest(content), content.toJson());
        for (MissingChunk chunk : ordered().missing()) {
            store.put(chunk.sha256(), Objects.requireNonNull(bytes.get(chunk.sha256())));
        }
    }

    private OrderedContent ordered() {
        return new OrderedContent(() -> order, store, this::placed, this::partition);
    }

    private ChunkStore store() {
        return new ChunkStore(folder.resolve("content")) {
            @Override
            public long room() {
                return room;
            }
        };
    }

    /** One of an agent that starts. */
    private ContentMachine machine() {
        store = store();
        return new ContentMachine(
                new ContentMachine.Parts(
                        () -> order,
                        () -> sequence,
                        bundle -> bundle.equals(running),
                        ordered(),
                        new PlayedDriver(),
                        new StateFolder(folder.resolve("state")),
                        new ContentTrouble(),
                        (kind, text, attributes) -> {}),
                this::partition);
    }

    private Optional<NodeContent> partition() {
        return Optional.of(new NodeContent(first, this::copy));
    }

    private Optional<Path> placed(ContentItem item) {
        return item.type() == ContentType.IMAGES
                ? Optional.of(folder.resolve("placed").resolve(item.sha256()))
                : Optional.empty();
    }

    private void copy(ContentItem item, java.io.OutputStream to) throws IOException {
        for (Chunk chunk : item.chunks()) {
            to.write(Objects.requireNonNull(bytes.get(chunk.sha256())));
        }
    }

    /** Places as a real one does; rolls as the test says. */
    private final class PlayedDriver implements ContentDriver {
        @Override
        public void bringImages(NodeContent content) throws IOException {
            did.add("images");
            for (ContentItem item : content.manifest().items()) {
                Path file = placed(item).orElse(null);
                if (file != null && !Files.exists(file)) {
                    try (var out = Files.newOutputStream(file)) {
                        content.copy(item, out);
                    }
                }
            }
        }

        @Override
        public Rolled roll(NodeContent content, Optional<NodeContent> before) throws IOException {
            did.add("roll");
            for (ContentItem item : content.manifest().items()) {
                if (item.type() != ContentType.IMAGES) {
                    content.read(item);
                }
            }
            return rolls;
        }

        @Override
        public void tidy(NodeContent content) {
            did.add("tidy");
        }
    }

    private ContentItem item(String name, ContentType type, String... parts) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<Chunk> chunks = new ArrayList<>();
        for (String part : parts) {
            byte[] content = part.getBytes(StandardCharsets.UTF_8);
            bytes.put(sha(part), content);
            chunks.add(new Chunk(sha(part), content.length));
            whole.write(content);
        }
        return new ContentItem(
                "application",
                name,
                type,
                type == ContentType.IMAGES ? ".tar" : ".yaml",
                whole.size(),
                Sha256.of(whole.toByteArray()),
                Map.of(),
                chunks);
    }

    private static ContentManifest content(ContentItem... items) {
        return new ContentManifest(ContentManifest.FORMAT, List.of(items));
    }

    private static String digest(ContentManifest content) {
        return Sha256.of(content.toJson());
    }

    private static String sha(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
