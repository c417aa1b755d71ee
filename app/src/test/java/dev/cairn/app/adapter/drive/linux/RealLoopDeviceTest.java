package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kernel's sysfs and descriptors, where the test may make loop devices. */
final class RealLoopDeviceTest {
    @TempDir
    Path folder;

    private final LinuxDrives drives = new LinuxDrives(Path.of("/"), List::of);
    private String device = "";

    @BeforeEach
    void attach() throws Exception {
        Assumptions.assumeTrue(LinuxUser.isRoot(Path.of("/")), "only root may make loop devices");
        assertThat(Path.of("/usr/sbin/losetup"))
                .as("install the Debian package mount")
                .exists();
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("disk").toFile(), "rw")) {
            file.setLength(8 << 20);
        }
        device = run(
                "/usr/sbin/losetup", "--find", "--show", folder.resolve("disk").toString());
        assertThat(device).startsWith("/dev/loop");
    }

    @AfterEach
    void detach() throws Exception {
        if (device.startsWith("/dev/loop")) {
            run("/usr/sbin/losetup", "--detach", device);
        }
    }

    @Test
    void knowsTheDriveAgainByItsOpenDescriptorAlone() throws Exception {
        Drive chosen = drives.list().stream()
                .filter(drive -> drive.device().toString().equals(device))
                .findFirst()
                .orElseThrow();
        assertThat(chosen.offered()).as("%s", chosen.reasons()).isTrue();
        assertThat(chosen.bytes()).isEqualTo(8 << 20);
        try (FileChannel opened =
                FileChannel.open(chosen.device(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertThat(opened.size()).isEqualTo(8 << 20);
            assertThatCode(() -> drives.claim(chosen)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> drives.claim(chosen)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesAnotherFileBehindTheSameLoopDevice() throws Exception {
        Drive chosen = drives.list().stream()
                .filter(drive -> drive.device().toString().equals(device))
                .findFirst()
                .orElseThrow();
        run("/usr/sbin/losetup", "--detach", device);
        Files.copy(folder.resolve("disk"), folder.resolve("other"));
        assertThat(run("/usr/sbin/losetup", device, folder.resolve("other").toString()))
                .isEmpty();
        try (FileChannel opened =
                FileChannel.open(chosen.device(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertThat(opened.size()).isEqualTo(8 << 20);
            assertThatThrownBy(() -> drives.claim(chosen)).isInstanceOf(ProblemException.class);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }
}
