package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drive that was swapped between choice and write is noticed on the opened descriptor. */
final class SwappedDriveTest {
    private static final String USB =
            "disk %s %s pci0/usb1/1-%s/host6/target6:0:0/6:0:0:0 device/serial=S%s diskseq=%s sectors=%s";

    @TempDir
    Path root;

    /** What the descriptors lead to: block devices cannot be made without being root. */
    private String open = "8:16";

    private Unmounting.Unmount unmount = mountPoint -> "umount: not expected";

    @BeforeEach
    void plugIn() throws IOException {
        layOut(
                "disk sda 8:0 pci0/ata1/host0/target0:0:0/0:0:0:0",
                USB.formatted("sdb", "8:16", 2, 1, 5, 2048),
                "mount 8:0 / ext4 /dev/sda");
        descriptor("dev/sdb");
    }

    @Test
    void acceptsTheChosenDriveWhileItIsOpen() {
        Drive chosen = chosen();
        assertThatCode(() -> drives().claim(chosen)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "size, 4096",
        "diskseq, 6",
        "device/serial, S2",
        "device/model, Other",
        "ro, 1",
        "dev, 8:32",
        "size, 0",
    })
    void refusesWhenAnythingAboutItChanged(String file, String value) throws IOException {
        Drive chosen = chosen();
        Files.writeString(root.resolve("sys/block/sdb").resolve(file), value);
        refuses(chosen);
    }

    @Test
    void refusesADriveInAnotherPort() throws IOException {
        Drive chosen = chosen();
        Files.delete(root.resolve("sys/block/sdb"));
        layOut(USB.formatted("sdb", "8:16", 3, 1, 5, 2048));
        refuses(chosen);
    }

    @Test
    void refusesWhenAnotherDeviceIsOpenUnderThisPath() {
        Drive chosen = chosen();
        open = "8:32";
        refuses(chosen);
    }

    @Test
    void refusesWhenNothingIsOpen() throws IOException {
        Drive chosen = chosen();
        Files.delete(root.resolve("proc/self/fd/7"));
        refuses(chosen);
    }

    @Test
    void refusesADeviceWhosePathIsGone() throws IOException {
        Drive chosen = chosen();
        Files.delete(root.resolve("proc/self/fd/7"));
        Files.createSymbolicLink(root.resolve("proc/self/fd/7"), Path.of(chosen.device() + " (deleted)"));
        refuses(chosen);
    }

    @Test
    void unmountsWhatTheDesktopMounted() throws IOException {
        mountOnTheDesktop();
        Drive chosen = chosen();
        assertThat(chosen.unmounts()).containsExactly("/media/ada/S");
        unmount = mountPoint -> {
            layOut("mount 8:0 / ext4 /dev/sda");
            return "";
        };
        assertThatCode(() -> drives().claim(chosen)).doesNotThrowAnyException();
        assertThat(chosen().unmounts()).isEmpty();
    }

    @Test
    void refusesWhatStaysMounted() throws IOException {
        Drive chosen = chosen();
        mountOnTheDesktop();
        unmount = mountPoint -> "";
        refuses(chosen);
    }

    private void mountOnTheDesktop() throws IOException {
        layOut("mount 8:0 / ext4 /dev/sda", "mount 8:16 /media/ada/S vfat /dev/sdb");
    }

    private Drive chosen() {
        return drives().list().stream()
                .filter(drive -> drive.device().endsWith("sdb"))
                .findFirst()
                .orElseThrow();
    }

    private void refuses(Drive chosen) {
        assertThatThrownBy(() -> drives().claim(chosen))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().is(AppProblem.DRIVE_CHANGED))
                                .isTrue());
    }

    private DriveEnumerator drives() {
        Function<Path, String> numbers = descriptor -> open;
        return new LinuxDrives(root, List::of, numbers, unmount);
    }

    private void layOut(String... lines) throws IOException {
        RecordedLinux.layOut(List.of(lines), root);
    }

    private void descriptor(String device) throws IOException {
        Path link = root.resolve("proc/self/fd/7");
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        Files.createSymbolicLink(link, root.toRealPath().resolve(device));
    }
}
