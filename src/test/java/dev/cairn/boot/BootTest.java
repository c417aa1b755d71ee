package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node from bare disk to observed: baked, booted, discovered, updated, and twice saved from a bad release. Console, steps and
 * what QEMU said are kept in {@code src/test/target/boot}.
 */
class BootTest {
    private static final Duration MOST = Duration.ofMinutes(50);
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    @Test
    @Tag("boot")
    @Timeout(value = 55, unit = TimeUnit.MINUTES)
    void bootsUpdatesFallsBackSurvivesAPowerCutAndReports() throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        Path folder = freshFolder(target.resolve("boot"));
        Path agentLayer = REPOSITORY.resolve("node-agent/daemon/target/agent-layer.tar");
        assertThat(agentLayer)
                .as("made by the package phase of node-agent/daemon")
                .exists();
        Path root = BaseRoot.debian13(REPOSITORY, target.resolve("base-root"));
        Path steps = folder.resolve("steps.log");
        try (VirtualLan lan = VirtualLan.open()) {
            List<String> command = lan.command(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.net.preferIPv4Stack=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BootScenario.class.getName(),
                    folder.toString(),
                    root.toString(),
                    agentLayer.toString(),
                    lan.plug()));
            Process laptop = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(steps.toFile())
                    .start();
            boolean ended = laptop.waitFor(MOST.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                laptop.descendants().forEach(ProcessHandle::destroyForcibly);
                laptop.destroyForcibly().waitFor();
            }
            String log = Files.readString(steps);
            System.out.println(log);
            assertThat(ended).as("ended within %s\n%s", MOST, log).isTrue();
            assertThat(laptop.exitValue()).as(log).isZero();
        }
        Files.delete(folder.resolve("disk.img"));
        deleteRecursively(folder.resolve("home"));
    }

    private static Path freshFolder(Path folder) throws IOException {
        deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
