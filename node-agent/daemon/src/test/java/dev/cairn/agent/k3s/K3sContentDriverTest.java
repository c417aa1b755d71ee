package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.content.ContentDriver.Rolled;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver asks kubectl and does upon its answers; that Helm and a site play along is shown by the system tests. */
class K3sContentDriverTest {
    @TempDir
    Path root;

    private final Map<String, String[]> nodes = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> jobs = new HashMap<>();
    private K3sFiles files = new K3sFiles(Path.of("/nowhere"));
    private String notReady = "";
    private long now;

    @BeforeEach
    void aServerNamedB() throws IOException {
        files = InstalledK3s.below(root);
        Files.createDirectories(files.config().getParent());
        Files.writeString(files.config(), "# cairn: joined-server\nnode-name: \"b\"\n");
        node("a", "true", "True");
        node("b", "true", "True");
        node("c", "", "True");
    }

    @Test
    void noChartChangesBeforeEveryReadyNodeHasTheImagesAndThenTheFirstServerRolls() throws IOException {
        NodeContent content = content(chart("application", "till", "2"));
        K3sContentDriver driver = driver();
        driver.bringImages(content);
        assertThat(cells("b")[2]).isEqualTo(content.digest());
        assertThat(what(driver.roll(content, Optional.empty()))).contains("a has not all images yet");
        cells("a")[2] = content.digest();
        cells("c")[1] = "Unknown";
        assertThat(what(driver.roll(content, Optional.empty())))
                .as("c is away and not waited for")
                .contains("a rolls the charts");
        assertThat(files.manifests()).doesNotExist();
        cells("a")[3] = content.digest() + " done";
        assertThat(driver.roll(content, Optional.empty())).isEqualTo(new Rolled.Done());
        assertThat(files.manifests().resolve("cairn-4-application-till.yaml")).exists();
    }

    @Test
    void whenTheOneThatRollsIsGoneTheNextGoesOnInTheOrderOfTheLayers() throws IOException {
        NodeContent before = content(chart("cni", "net", "1"), chart("application", "old", "1"));
        NodeContent content = content(chart("cni", "net", "2"), chart("application", "till", "2"));
        everywhere(content);
        cells("a")[1] = "Unknown";
        K3sContentDriver driver = driver();
        assertThat(what(driver.roll(content, Optional.of(before)))).isEqualTo("net is rolled out");
        assertThat(files.manifests().resolve("cairn-4-application-till.yaml")).doesNotExist();
        assertThat(what(driver.roll(content, Optional.of(before)))).contains("net: Helm has not begun");
        jobs.put("helm-install-net", "uid-1|1||");
        assertThat(what(driver.roll(content, Optional.of(before)))).isEqualTo("till is rolled out");
        jobs.put("helm-install-till", "uid-2|1||");
        assertThat(driver.roll(content, Optional.of(before))).isEqualTo(new Rolled.Done());
        assertThat(cells("b")[3]).isEqualTo(content.digest() + " done");
        assertThat(asked).anyMatch(line -> line.contains("delete helmchart old"));
    }

    @Test
    void whatDoesNotChangeIsNotJudged() throws IOException {
        NodeContent before = content(chart("cni", "net", "1"), chart("application", "till", "1"));
        NodeContent content = content(chart("cni", "net", "1"), chart("application", "till", "2"));
        new K3sContent(files).placeManifests(before);
        everywhere(content);
        cells("a")[1] = "Unknown";
        K3sContentDriver driver = driver();
        assertThat(what(driver.roll(content, Optional.of(before)))).isEqualTo("till is rolled out");
        jobs.put("helm-install-till", "uid|1||");
        assertThat(driver.roll(content, Optional.of(before))).isEqualTo(new Rolled.Done());
    }

    @Test
    void aJobOfBeforeSaysNothingOfTheNewChart() throws IOException {
        NodeContent content = content(chart("application", "till", "2"));
        everywhere(content);
        cells("a")[1] = "Unknown";
        jobs.put("helm-install-till", "old-uid|1||");
        K3sContentDriver driver = driver();
        driver.roll(content, Optional.empty());
        assertThat(what(driver.roll(content, Optional.empty()))).contains("Helm has not begun");
        jobs.put("helm-install-till", "new-uid|1||");
        assertThat(driver.roll(content, Optional.empty())).isEqualTo(new Rolled.Done());
    }

    @Test
    void aChartWhoseWorkloadsDoNotGetReadyGoesBackByHelmAndTheReasonIsTold() throws IOException {
        NodeContent before = content(chart("application", "till", "1"));
        NodeContent content = content(chart("application", "till", "2"));
        everywhere(content);
        cells("a")[1] = "Unknown";
        K3sContentDriver driver = driver();
        driver.roll(content, Optional.of(before));
        jobs.put("helm-install-till", "new-uid|1||");
        notReady = "till-web";
        assertThat(what(driver.roll(content, Optional.of(before)))).contains("till-web is not ready");
        now += Duration.ofMinutes(11).toMillis();
        assertThat(what(driver.roll(content, Optional.of(before)))).contains("did not get well");
        assertThat(what(driver.roll(content, Optional.of(before)))).contains("goes back to its last good revision");
        assertThat(Files.readString(files.rolling().resolve("cairn-back-till.json")))
                .contains("\"helm\",\"rollback\",\"till\",\"--namespace\",\"default\"", "\"image\":\"helm-image\"");
        jobs.put("cairn-back-till", "back|1||");
        notReady = "";
        assertThat(what(driver.roll(content, Optional.of(before)))).isEqualTo("till is rolled out");
        assertThat(files.manifests().resolve("cairn-4-application-till.yaml"))
                .hasBinaryContent(
                        K3sContent.manifest(before, before.manifest().items().getFirst()));
        jobs.put("helm-install-till", "third-uid|1||");
        assertThat(what(driver.roll(content, Optional.of(before)))).isEqualTo("tells the others");
        assertThat(driver.roll(content, Optional.of(before)))
                .isEqualTo(new Rolled.Failed(
                        "till did not get well: till-web is not ready after 10 min; what ran before runs again"));
    }

    @Test
    void aNodeWhoseKubernetesDoesNotAnswerWaits() {
        NodeContent content = content(chart("application", "till", "2"));
        nodes.clear();
        assertThatThrownBy(() -> driver().roll(content, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }

    private static String what(Rolled rolled) {
        return rolled instanceof Rolled.Underway underway ? underway.what() : rolled.toString();
    }

    private void everywhere(NodeContent content) {
        nodes.values().forEach(node -> node[2] = content.digest());
    }

    private String[] cells(String node) {
        return Objects.requireNonNull(nodes.get(node));
    }

    private void node(String name, String server, String ready) {
        nodes.put(name, new String[] {server, ready, "", ""});
    }

    private K3sContentDriver driver() {
        return new K3sContentDriver(files, this::run, () -> now, Duration.ofMinutes(10));
    }

    private Commands.Result run(Duration limit, String... command) throws IOException {
        String line = String.join(" ", command);
        asked.add(line);
        if (line.contains("is-active")) {
            return new Commands.Result(0, "active");
        }
        if (nodes.isEmpty()) {
            return new Commands.Result(1, "The connection to the server was refused");
        }
        if (line.contains("annotate node")) {
            String word = command[command.length - 2];
            int at = word.startsWith(K3sObjects.CONTENT) ? 2 : 3;
            cells("b")[at] = word.endsWith("-") ? "" : word.substring(word.indexOf('=') + 1);
            return new Commands.Result(0, "");
        }
        if (line.contains("get nodes")) {
            StringBuilder lines = new StringBuilder();
            nodes.forEach((name, cells) -> lines.append(name)
                    .append('|')
                    .append(String.join("|", cells))
                    .append('\n'));
            return new Commands.Result(0, lines.toString());
        }
        if (line.contains("get helmchart")) {
            Path file = files.manifests()
                    .resolve((line.contains(" net ") ? "cairn-1-cni-net" : "cairn-4-application-till") + ".yaml");
            return new Commands.Result(0, HelmChart.itemOf(Files.readAllBytes(file)) + "|job|");
        }
        if (line.contains("get job")) {
            String job = jobs.get(command[5]);
            return new Commands.Result(0, job == null ? "" : job + "|helm-image");
        }
        return new Commands.Result(0, line.contains("deployments") && !notReady.isEmpty() ? notReady + "|2|1||\n" : "");
    }

    private static ContentItem chart(String layer, String name, String version) {
        byte[] bytes = (name + version).getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.of(bytes);
        return new ContentItem(
                layer,
                name,
                ContentType.CHART,
                ".tgz",
                bytes.length,
                sha256,
                Map.of("set.version", version),
                List.of(new Chunk(sha256, bytes.length)));
    }

    private static NodeContent content(ContentItem... items) {
        return new NodeContent(
                new ContentManifest(ContentManifest.FORMAT, List.of(items)),
                (item, to) ->
                        to.write((item.name() + item.settings().get("set.version")).getBytes(StandardCharsets.UTF_8)));
    }
}
