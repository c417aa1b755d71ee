package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.CairnApp;
import dev.cairn.app.played.PlayedArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A disk that is too small for all of a bake is noticed before any of it is made. */
final class BakeRoomTest {
    private static final long DISK_BYTES = 40L << 20;

    @TempDir
    Path folder;

    private Path home = Path.of("");
    private Path agent = Path.of("");
    private Path small = Path.of("");

    @BeforeEach
    void release() throws IOException {
        home = folder.resolve("home");
        small = Files.createDirectory(folder.resolve("small"));
        agent = new PlayedArtifacts(folder).agentLayer();
        try (Cairn cairn = Cairn.open(CairnOptions.of(home))) {
            cairn.initFleet().run("North");
            Library.releaseWithContent(cairn, folder);
        }
    }

    @Test
    void aBakeThatWouldNotFitIsRefusedBeforeItStartsWithWhatIsNeededAndFree() throws Exception {
        for (List<String> more : List.of(List.<String>of(), List.of("--dry-run"))) {
            JsonNode error = bake(more).get("error");
            assertThat(error.get("code").asString()).isEqualTo("image.disk-full");
            assertThat(error.get("phase").asString()).isEqualTo("bake");
            assertThat(error.get("element").asString()).isEqualTo(small.toString());
            assertThat(error.at("/arguments/needed").asLong())
                    .as("24 MiB of base OS and as much packed")
                    .isBetween(DISK_BYTES, 2 * DISK_BYTES);
            assertThat(error.at("/arguments/free").asLong()).isBetween(1L, DISK_BYTES);
            assertThat(error.get("what").asString()).contains(small.toString(), "are needed");
        }
        assertThat(home.resolve("bundles")).doesNotExist();
        assertThat(home.resolve("cache")).doesNotExist();
    }

    /** Bakes to a disk of its own. */
    private JsonNode bake(List<String> more) throws IOException, InterruptedException {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command = new ArrayList<>(List.of(
                "unshare", root ? "-m" : "-Urm", "--", "bash", "-c", """
                mount -t tmpfs -o size=%d none "$0" && exec "$@"
                """.formatted(DISK_BYTES), small.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CairnApp.class.getName(), "image", "bake", "--json", "--home", home.toString()));
        command.addAll(List.of("--release", "shop", "--agent-layer", agent.toString()));
        command.addAll(List.of("--out", small.resolve("x.img").toString()));
        command.addAll(more);
        Path log = folder.resolve("log");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            throw new AssertionError("install the Debian package util-linux", e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said + Files.readString(log)).isEqualTo(1);
        return JsonMapper.shared().readTree(said);
    }
}
