package dev.cairn.image.drive.macos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell script plays diskutil. */
class DiskUtilityTest {
    @TempDir
    private Path folder = Path.of("");

    private DiskUtility played(String script) throws IOException {
        Path program = Files.createFile(
                folder.resolve("diskutil"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return DiskUtility.of(Files.writeString(program, "#!/bin/sh\n" + script));
    }

    @Test
    void theWholeDiskIsUnmounted() throws Exception {
        played("echo \"$@\" > " + folder.resolve("asked")).unmountDisk("/dev/disk4");
        assertThat(folder.resolve("asked")).hasContent("unmountDisk /dev/disk4");
    }

    @Test
    void whatDiskutilSaysIsPassedOn() throws Exception {
        DiskUtility busy = played("echo 'Unmount of disk4 failed: at least one volume could not be unmounted'; exit 1");
        assertThatThrownBy(() -> busy.unmountDisk("/dev/disk4"))
                .isInstanceOf(IOException.class)
                .hasMessage("/dev/disk4 cannot be unmounted: Unmount of disk4 failed: at least one volume could not be"
                        + " unmounted");
    }
}
