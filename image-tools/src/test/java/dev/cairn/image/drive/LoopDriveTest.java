package dev.cairn.image.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives written as root, on loop devices of the real kernel, where the test may make them. */
class LoopDriveTest {
    private static final DriveAccess LINUX = DriveAccess.ofThisSystem();

    @TempDir
    Path folder;

    private final List<Path> devices = new ArrayList<>();

    @BeforeEach
    void root() {
        Assumptions.assumeTrue(OtherTools.isRoot(), "only root may make loop devices");
    }

    @AfterEach
    void detach() {
        devices.forEach(device -> OtherTools.run("losetup", "-d", device.toString()));
    }

    private Path loop(String name, long bytes, String... options) throws IOException {
        Path backing = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
            file.setLength(bytes);
        }
        List<String> command = new ArrayList<>(List.of("losetup"));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", "--show", backing.toString()));
        devices.add(Path.of(
                OtherTools.run(command.toArray(String[]::new)).ok().output().strip()));
        return devices.getLast();
    }

    private BakedImage bake() {
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot")), new byte[] {'{', '}'});
        return new ImageBaker().bake(request, Progress.NONE);
    }

    @Test
    void nobodyMountsADriveThatIsBeingWritten() throws IOException {
        Path device = loop("held", 32 << 20);
        OtherTools.run("mkfs.ext4", "-q", device.toString()).ok();
        Path mountPoint = Files.createDirectory(folder.resolve("mount"));
        try (DriveChannel drive = LINUX.open(device)) {
            assertThat(drive.device()).isTrue();
            drive.takeAlone();
            OtherTools.Result mount = OtherTools.run("mount", device.toString(), mountPoint.toString());
            assertThat(mount.status()).as(mount.output()).isNotZero();
            assertThat(mount.output()).contains("busy");
        }
        OtherTools.run("mount", device.toString(), mountPoint.toString()).ok();
        OtherTools.run("umount", mountPoint.toString()).ok();
    }

    @Test
    void aDriveWithSectorsOf4096BytesIsRefusedBeforeAnythingIsWritten() throws IOException {
        BakedImage image = bake();
        Path device = loop("4k", image.manifest().bytes(), "-b", "4096");
        OtherTools.run("mkfs.ext4", "-q", device.toString()).ok();
        WriteRequest request = WriteRequest.of(image.file(), device);
        ImageException refused = catchThrowableOfType(
                ImageException.class, () -> new DriveWriter(Clock.systemUTC()).write(request, Progress.NONE));
        assertThat(refused.problem()).isEqualTo(ImageProblem.SECTORS_UNSUPPORTED);
        assertThat(refused.arguments()).containsEntry("sector", "4096").containsEntry("supported", "512");
        OtherTools.run("e2fsck", "-fn", device.toString()).ok();
    }

    @Test
    void aDriveThatSomebodyMountsIsNotWritten() throws IOException {
        BakedImage image = bake();
        Path device = loop("mounted", image.manifest().bytes());
        OtherTools.run("mkfs.ext4", "-q", device.toString()).ok();
        Path mountPoint = Files.createDirectory(folder.resolve("mount"));
        OtherTools.run("mount", device.toString(), mountPoint.toString()).ok();
        try {
            WriteRequest request = WriteRequest.of(image.file(), device);
            ImageException refused = catchThrowableOfType(
                    ImageException.class, () -> new DriveWriter(Clock.systemUTC()).write(request, Progress.NONE));
            assertThat(refused.problem()).isEqualTo(ImageProblem.DRIVE_IN_USE);
            assertThat(refused.arguments().get("reason")).contains("EBUSY (16)", "mounted");
        } finally {
            OtherTools.run("umount", mountPoint.toString()).ok();
        }
        OtherTools.run("e2fsck", "-fn", device.toString()).ok();
    }
}
