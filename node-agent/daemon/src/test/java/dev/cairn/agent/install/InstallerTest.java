package dev.cairn.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallerTest {
    private static final InstallRule RULE = InstallBench.rule(3, AfterInstall.POWER_OFF);

    private Path image = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    void bake(@TempDir Path shared) throws IOException {
        image = InstallBench.image(shared);
    }

    @Test
    void installsSwitchesOffAndLeavesItAloneTheNextTime() throws IOException {
        InstallBench bench = InstallBench.with(image, folder, RULE);
        assertThat(bench.run(RULE)).as(bench.lines().toString()).isEqualTo(Installer.End.INSTALLED);
        assertThat(bench.done()).containsExactly("power-off");
        assertThat(bench.lines())
                .contains(
                        "ALL DATA ON nvme0n1 WILL BE LOST:",
                        "  nvme0n1: unnamed, serial N1, 944 MB, nvme",
                        "switch the machine off now to keep it as it is",
                        "erasing nvme0n1 in 3 s",
                        "reading back: 70 %",
                        "INSTALLED on nvme0n1. Remove the stick.");
        assertThat(seed(bench.device("nvme0n1"))).isEqualTo(InstallBench.SEED);
        assertThat(InstallBench.run("sgdisk", "-v", bench.device("nvme0n1").toString()))
                .contains("No problems found");
        assertThat(kept(bench)).isEmpty();

        String before = state(bench.device("nvme0n1"));
        assertThat(bench.run(RULE)).isEqualTo(Installer.End.WAS_INSTALLED);
        assertThat(state(bench.device("nvme0n1"))).isEqualTo(before);
        assertThat(bench.done()).containsExactly("power-off", "power-off");
    }

    @Test
    void aStickThatWasLeftInIsWaitedForInsteadOfRestartingForEver() throws IOException {
        InstallRule rule = InstallBench.rule(0, AfterInstall.REBOOT);
        InstallBench bench = InstallBench.with(image, folder, rule);
        assertThat(bench.run(rule)).isEqualTo(Installer.End.INSTALLED);
        assertThat(bench.done()).containsExactly("reboot");

        int[] seconds = {0};
        bench.whilePausing(() -> {
            if (++seconds[0] == 4) {
                delete(bench.file("sys/block/sda"));
            }
        });
        assertThat(bench.run(rule)).isEqualTo(Installer.End.WAS_INSTALLED);
        assertThat(bench.lines()).contains("REMOVE THE STICK: the machine then restarts from its disk");
        assertThat(seconds[0]).isEqualTo(4);
        assertThat(bench.done()).containsExactly("reboot", "reset");
    }

    @Test
    void aDiskWithDataKeepsEveryByteAndTheReasonStaysOnTheConsole() throws IOException {
        InstallBench bench = InstallBench.with(image, folder, RULE);
        try (RandomAccessFile disk =
                new RandomAccessFile(bench.device("nvme0n1").toFile(), "rw")) {
            disk.seek(disk.length() - 10);
            disk.write(7);
        }
        String before = state(bench.device("nvme0n1"));
        assertThat(bench.run(RULE)).isEqualTo(Installer.End.REFUSED);
        assertThat(state(bench.device("nvme0n1"))).isEqualTo(before);
        assertThat(bench.done()).isEmpty();
        assertThat(bench.lines())
                .contains("    not here: it holds data, and the rule does not allow to erase any")
                .contains("    not here: this is the stick that runs now");
    }

    @Test
    void aDiskThatWasSwappedDuringTheCountdownIsNotTouched() throws IOException {
        InstallBench bench = InstallBench.with(image, folder, RULE);
        String before = state(bench.device("nvme0n1"));
        bench.whilePausing(() -> write(bench.file("sys/block/nvme0n1/diskseq"), "6"));
        assertThat(bench.run(RULE)).isEqualTo(Installer.End.FAILED);
        assertThat(bench.lines()).anyMatch(line -> line.startsWith("FAILED: image.target-changed"));
        assertThat(state(bench.device("nvme0n1"))).isEqualTo(before);
        assertThat(bench.done()).isEmpty();
    }

    @Test
    void anInterruptedInstallationGoesOnUnderTheSameIdentity() throws IOException {
        InstallBench bench = InstallBench.with(image, folder, RULE);
        bench.watching(line -> {
            if (line.startsWith("reading back")) {
                throw new ImageException(ImageProblem.CANCELLED, "verify", "nvme0n1", Map.of());
            }
        });
        assertThat(bench.run(RULE)).isEqualTo(Installer.End.FAILED);
        List<String> begun = kept(bench);
        assertThat(begun).hasSize(1);

        bench.watching(line -> assertThat(kept(bench)).hasSizeLessThanOrEqualTo(1));
        assertThat(bench.run(RULE)).as(bench.lines().toString()).isEqualTo(Installer.End.INSTALLED);
        assertThat(bench.lines()).anyMatch(line -> line.startsWith("written 2 MB, found "));
        assertThat(kept(bench)).isEmpty();
    }

    @Test
    void aDamagedStickIsFoundBeforeTheDiskIsTouched() throws IOException {
        InstallBench bench = InstallBench.with(image, folder, RULE);
        long slot = new ImageInspector()
                .inspect(bench.device("sda"))
                .partitions()
                .get(2)
                .offset();
        try (RandomAccessFile stick = new RandomAccessFile(bench.device("sda").toFile(), "rw")) {
            stick.seek(slot + 100_000);
            int old = stick.read();
            stick.seek(slot + 100_000);
            stick.write(old ^ 1);
        }
        String before = state(bench.device("nvme0n1"));
        assertThat(bench.run(RULE)).isEqualTo(Installer.End.FAILED);
        assertThat(bench.lines()).anyMatch(line -> line.startsWith("FAILED: image.damaged, check cairn-slot-a"));
        assertThat(state(bench.device("nvme0n1"))).isEqualTo(before);
    }

    private static List<String> kept(InstallBench bench) {
        try (Stream<Path> files = Files.list(bench.file("state"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seed seed(Path disk) {
        return Seed.read(new ImageInspector().inspect(disk).seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    /** When it was last written, and how much of it: a look changes neither. */
    private static String state(Path file) throws IOException {
        return InstallBench.run("stat", "--format=%y %b", file.toString());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
