package dev.cairn.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class DemoTest {
    @Test
    void headlessDemoDoesTheMainJobAndPrintsOneDocument(@TempDir Path home) throws Exception {
        CairnProcess demo = CairnProcess.run(
                Duration.ofMinutes(10),
                home,
                "demo",
                "--headless",
                "--json",
                "--home",
                home.resolve("demo").toString());

        assertThat(demo.exit()).as(demo.err()).isZero();
        JsonNode report = demo.json();
        // What the demo said comes with whatever does not hold.
        System.err.println(demo.err());
        assertThat(report.at("/release/digest").asString()).matches("[0-9a-f]{64}");
        assertThat(report.at("/image/sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(Path.of(report.at("/image/path").asString()))
                .exists()
                .hasSize(report.at("/image/bytes").asLong());
        assertThat(report.at("/drive/verified").asBoolean()).isTrue();
        assertThat(report.at("/nodes")).hasSizeGreaterThanOrEqualTo(3).allSatisfy(node -> {
            assertThat(node.at("/state").asString()).isEqualTo("active");
            assertThat(node.at("/role").asString()).isEqualTo("server");
            assertThat(node.at("/site").asString()).isNotBlank();
            assertThat(node.at("/slot").asString()).isEqualTo("b");
            assertThat(node.at("/release").asString())
                    .isEqualTo(report.at("/update/release").asString());
            assertThat(node.at("/facts/cpu").asString()).isNotBlank();
            assertThat(node.at("/facts/memoryBytes").asLong()).isPositive();
            assertThat(node.at("/facts/disks").isArray()).isTrue();
        });
        assertThat(report.at("/update/result").asString()).isEqualTo("committed");
        assertThat(report.at("/update/slotBefore").asString()).isEqualTo("a");
        assertThat(report.at("/update/slotAfter").asString()).isEqualTo("b");
        assertThat(report.at("/badUpdate/result").asString()).isEqualTo("rolled-back");
        assertThat(report.at("/badUpdate/slotBefore").asString()).isEqualTo("b");
        assertThat(report.at("/badUpdate/slotAfter").asString()).isEqualTo("b");
        assertThat(report.at("/telemetry/samples").asLong()).isPositive();
        assertThat(report.at("/telemetry/logLines").asLong()).isPositive();
        assertThat(report.at("/telemetry/gaps").isNumber()).isTrue();
        theNodeThatFellBackIsRememberedWithTheLogOfItsTrial(home.resolve("demo"), report);
    }

    /** The machines are gone by now: what is known was taken home. */
    private static void theNodeThatFellBackIsRememberedWithTheLogOfItsTrial(Path home, JsonNode report)
            throws Exception {
        int fellBack = 0;
        for (JsonNode node : report.at("/nodes")) {
            String id = node.at("/id").asString();
            JsonNode shown = cairn(home, "node", "show", id, "--json").json();
            JsonNode newest = shown.at("/updates/0");
            if (newest.at("/end/outcome").asString().equals("rolled-back")) {
                fellBack++;
                assertThat(newest.at("/log").asString()).isEqualTo("KEPT");
                assertThat(shown.at("/updates/1/end/outcome").asString()).isEqualTo("committed");
                JsonNode log = cairn(home, "node", "log", id, "--failed-trial", "--json")
                        .json();
                assertThat(log.at("/log/text").asString()).contains("cairn.slot=a ", "update.rolling-back");
            }
        }
        assertThat(fellBack).as("nodes that fell back").isEqualTo(1);
    }

    private static CairnProcess cairn(Path home, String... arguments) throws Exception {
        CairnProcess done = CairnProcess.run(Duration.ofMinutes(5), home, arguments);
        assertThat(done.exit()).as(done.err()).isZero();
        return done;
    }

    @Test
    void folderOfSomebodyElseIsRefusedAndLeftAlone(@TempDir Path home) throws Exception {
        Path precious = java.nio.file.Files.writeString(home.resolve("precious.txt"), "keep");

        CairnProcess demo = CairnProcess.run(
                Duration.ofMinutes(5), home, "demo", "--headless", "--json", "--home", home.toString());

        assertThat(demo.exit()).as(demo.err()).isEqualTo(1);
        assertThat(demo.json().at("/error/code").asString()).isEqualTo("folder.unusable");
        assertThat(precious).hasContent("keep");
    }
}
