package dev.cairn.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The agent layer that the build made keeps within its budget on disk and has what the agent needs. */
class AgentLayerTest {
    private static final Path LAYER = Path.of("../../node-agent/daemon/target/agent-layer.tar");
    private static final long MOST_BYTES = 80_000_000;

    @Test
    void takesAtMostEightyMegabytesWithItsRuntime() throws Exception {
        assertThat(LAYER).as("made by the package phase of node-agent/daemon").exists();
        assertThat(Files.size(LAYER)).isBetween(30_000_000L, MOST_BYTES);
    }

    @Test
    void hasEverythingWithWhichNodesAskEachOther() throws Exception {
        Path home = Path.of("../../node-agent/daemon/target/layer/root/usr/lib/cairn");
        String tests = Path.of(NeighbourClasses.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Process process = new ProcessBuilder(
                        home.resolve("jre/bin/java").toString(),
                        "-cp",
                        home.resolve("agent/lib") + "/*:" + tests,
                        NeighbourClasses.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
