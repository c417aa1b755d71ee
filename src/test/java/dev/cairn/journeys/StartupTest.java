package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process of its own, on a fleet of 1,000 nodes. */
@UiTest
@Tag("slow")
class StartupTest {
    private static final int SITES = 333;

    /** How quick it is stands in {@code cairn bench fleet}; here it only has to happen. */
    @Test
    void theAppReportsItsFirstWindowOnAThousandNodes(@TempDir Path home) throws Exception {
        RunningDesktop.requireDisplay();
        SeededFleet.make(home, SITES);
        assertThat(firstWindow(home)).as("milliseconds to the first window").isPositive();
    }

    private static long firstWindow(Path home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Dprism.order=sw",
                        "-Dcairn.startup.report=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OpenDesktop.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("first-window-ms=")) {
                    return Long.parseLong(line.substring("first-window-ms=".length()));
                }
            }
        } finally {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        throw new AssertionError("the app ended without a window:\n" + said);
    }
}
