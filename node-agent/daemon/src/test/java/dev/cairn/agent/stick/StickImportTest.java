package dev.cairn.agent.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.fixture.TestContent;
import dev.cairn.image.content.ContentItem;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs in Kubernetes, from a stick. */
class StickImportTest {
    private final TestContent content = new TestContent();

    @TempDir
    Path folder;

    private StickLayout layout = new StickLayout(Path.of("none"));
    private TestContent.OnNode node;

    @BeforeEach
    void stick() throws IOException {
        layout = new StickLayout(folder.resolve("stick"));
        node = content.new OnNode(folder.resolve("node"), false);
        Files.createDirectories(layout.item("x").getParent());
        Files.createDirectories(layout.content("x").getParent());
        Files.write(layout.content(content.digest()), content.manifest.toJson());
        for (ContentItem item : content.manifest.items()) {
            try (OutputStream to = Files.newOutputStream(layout.item(item.sha256()))) {
                content.write(item, to);
            }
        }
    }

    @Test
    void aNodeTakesWhatItLacksAndNothingTwice() throws IOException {
        StickImport sticks = new StickImport(node);
        assertThat(sticks.content(content.digest(), layout))
                .isEqualTo(content.manifest.toJson().length + content.images.bytes() + content.chart.bytes());
        assertThat(node.ordered.missing()).isEmpty();
        assertThat(sticks.content(content.digest(), layout)).isZero();
    }

    @Test
    void damagedItemsAreRefusedByNameAndWhatWasGoodStays() throws IOException {
        Files.writeString(layout.item(content.images.sha256()), "base layer" + "net layex");
        assertThatThrownBy(() -> new StickImport(node).content(content.digest(), layout))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.CHUNKS_DIGEST_MISMATCH));
        assertThat(node.ordered.missing())
                .extracting(MissingChunk::sha256)
                .containsExactly(TestContent.sha("net layer"), TestContent.sha("chart"));
    }

    @Test
    void aManifestThatIsNotThereIsSaidSo() throws IOException {
        Files.delete(layout.content(content.digest()));
        assertThatThrownBy(() -> new StickImport(node).content(content.digest(), layout))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.STICK_INCOMPLETE));
    }
}
