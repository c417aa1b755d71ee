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
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriveWriterTest {
    private static final byte[] SEED = "{\"siteId\":\"north\"}".getBytes(StandardCharsets.UTF_8);

    private Path folder = Path.of("");
    private final DriveWriter writer = new DriveWriter(Clock.systemUTC());
    private Optional<BakedImage> baked = Optional.empty();

    @BeforeAll
    void bake(@TempDir Path shared) {
        folder = shared;
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot")), new byte[] {'{', '}'});
        baked = Optional.of(new ImageBaker().bake(request, Progress.NONE));
    }

    private BakedImage image() {
        return baked.orElseThrow();
    }

    @Test
    void aFileThatPlaysADriveIsWrittenVerifiedAndGetsItsSeed() {
        Path drive = folder.resolve("drive.img");
        WriteReceipt receipt =
                writer.write(WriteRequest.of(image().file(), drive).withSeed(SEED), Progress.NONE);
        assertThat(receipt.verified()).isTrue();
        assertThat(receipt.writtenBytes()).isEqualTo(image().manifest().mappedBytes());
        assertThat(receipt.cacheBypassed()).isEqualTo(receipt.notes().isEmpty());
        assertThat(new ImageInspector().inspect(drive).seed()).contains("{\"siteId\":\"north\"}");
        assertThat(new DriveVerifier()
                        .verify(image().file(), drive, Progress.NONE)
                        .intact())
                .isTrue();
        assertThat(OtherTools.run("sgdisk", "-v", drive.toString()).ok().output())
                .contains("No problems found");
    }

    @Test
    void withoutASeedTheDriveEqualsTheImage() {
        Path drive = folder.resolve("equal.img");
        writer.write(WriteRequest.of(image().file(), drive), Progress.NONE);
        OtherTools.run("cmp", image().file().toString(), drive.toString()).ok();
    }

    @Test
    void aLargerBlockDeviceKeepsWhatTheHolesCover() throws IOException {
        Path backing = folder.resolve("loop.img");
        try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
            file.setLength(image().manifest().bytes() + (64 << 20));
        }
        boolean root = OtherTools.isRoot();
        Path device = root
                ? Path.of(OtherTools.run("losetup", "-f", "--show", backing.toString())
                        .ok()
                        .output()
                        .strip())
                : backing;
        try {
            long hole = image().manifest().ranges().getLast().offset() - 4096;
            try (RandomAccessFile file = new RandomAccessFile(device.toFile(), "rw")) {
                file.seek(hole);
                file.write(new byte[] {1, 2, 3});
            }
            WriteReceipt receipt = writer.write(WriteRequest.of(image().file(), device), Progress.NONE);
            assertThat(receipt.skippedBytes()).isPositive();
            assertThat(new DriveVerifier()
                            .verify(image().file(), device, Progress.NONE)
                            .intact())
                    .isTrue();
            assertThat(OtherTools.run("sgdisk", "-v", device.toString()).ok().output())
                    .contains("No problems found");
            try (RandomAccessFile file = new RandomAccessFile(device.toFile(), "r")) {
                file.seek(hole + 2);
                assertThat(file.read()).isEqualTo(3);
            }
        } finally {
            if (root) {
                OtherTools.run("losetup", "-d", device.toString()).ok();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 512, 4096 + 1024, (1 << 20) + 3584, (64 << 20) + 2560, 900L << 20})
    void theTablesFitTheRealSizeOfEachDrive(long more) throws IOException {
        Path drive = folder.resolve("sized" + more + ".img");
        long bytes = image().manifest().bytes() + more;
        OtherTools.run("truncate", "-s", Long.toString(bytes), drive.toString()).ok();
        try (RandomAccessFile old = new RandomAccessFile(drive.toFile(), "rw")) {
            old.seek(bytes - 512);
            old.write("EFI PART".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(writer.write(WriteRequest.of(image().file(), drive), Progress.NONE)
                        .verified())
                .isTrue();
        String table =
                OtherTools.run("sgdisk", "-v", "-p", drive.toString()).ok().output();
        assertThat(table)
                .contains("No problems found", "last usable sector is " + (bytes / 512 - 34))
                .doesNotContain("Caution", "Warning");
        assertThat(OtherTools.run("sgdisk", "-e", "-v", drive.toString()).ok().output())
                .contains("No problems found");
        assertThat(new DriveVerifier()
                        .verify(image().file(), drive, Progress.NONE)
                        .intact())
                .isTrue();
    }

    @Test
    void aTargetThatIsTooSmallIsLeftAsItWas() throws IOException {
        Path small = Files.write(folder.resolve("small.img"), SampleRoots.noise(5, 3 << 20));
        ImageException refused = refusal(WriteRequest.of(image().file(), small), Progress.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.TARGET_TOO_SMALL);
        assertThat(refused.arguments()).containsEntry("size", Long.toString(3 << 20));
        assertThat(Files.readAllBytes(small)).isEqualTo(SampleRoots.noise(5, 3 << 20));
    }

    @Test
    void aDriveThatWasSwappedIsNotTouched() throws IOException {
        Path other = folder.resolve("other.img");
        OtherTools.run("truncate", "-s", Long.toString(image().manifest().bytes()), other.toString())
                .ok();
        IdentityCheck swapped = () -> {
            throw new ImageException(ImageProblem.TARGET_CHANGED, "write", other.toString(), Map.of());
        };
        ImageException refused =
                refusal(new WriteRequest(image().file(), other, Optional.empty(), swapped), Progress.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.TARGET_CHANGED);
        assertThat(OtherTools.run("du", "-B1", other.toString()).ok().output()).startsWith("0");
    }

    @Test
    void aCancelledDriveDoesNotBoot() throws IOException {
        Path drive = folder.resolve("cancelled.img");
        writer.write(WriteRequest.of(image().file(), drive), Progress.NONE);
        AtomicBoolean stop = new AtomicBoolean();
        Progress progress = new Progress() {
            @Override
            public void report(String phase, String element, long done, long total) {
                stop.set(phase.equals("write") && done > total / 2);
            }

            @Override
            public boolean cancelled() {
                return stop.get();
            }
        };
        assertThat(refusal(WriteRequest.of(image().file(), drive), progress).problem())
                .isEqualTo(ImageProblem.CANCELLED);
        assertThat(catchThrowableOfType(ImageException.class, () -> new ImageInspector().inspect(drive))
                        .problem())
                .isEqualTo(ImageProblem.NOT_AN_IMAGE);
    }

    @Test
    void aDriveThatGivesBackOtherBytesFailsAndDoesNotBoot() {
        Path drive = folder.resolve("worn.img");
        ImageManifest.Range range = image().manifest().ranges().get(2);
        Progress wearsOut = (phase, element, done, total) -> {
            if (phase.equals("write") && done > total / 2) {
                try (RandomAccessFile file = new RandomAccessFile(drive.toFile(), "rw")) {
                    file.seek(range.offset() + 5);
                    file.write(file.read() + 1);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        OtherTools.run("truncate", "-s", Long.toString(image().manifest().bytes()), drive.toString())
                .ok();
        ImageException failed = refusal(WriteRequest.of(image().file(), drive), wearsOut);
        assertThat(failed.problem()).isEqualTo(ImageProblem.READ_BACK_FAILED);
        assertThat(failed.arguments()).containsEntry("offset", Long.toString(range.offset()));
        assertThat(catchThrowableOfType(ImageException.class, () -> new ImageInspector().inspect(drive))
                        .problem())
                .isEqualTo(ImageProblem.NOT_AN_IMAGE);
    }

    @Test
    void aDamagedImageIsNotWrittenToTheEnd() throws IOException {
        Path damaged = folder.resolve("damaged.img");
        OtherTools.run("cp", "--sparse=always", image().file().toString(), damaged.toString())
                .ok();
        Files.copy(image().manifestFile(), folder.resolve("damaged.img.json"));
        ImageManifest.Range range = image().manifest().ranges().get(5);
        try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
            file.seek(range.offset() + 77);
            file.write(file.read() + 1);
        }
        Path drive = folder.resolve("unwritten.img");
        assertThat(refusal(WriteRequest.of(damaged, drive), Progress.NONE).problem())
                .isEqualTo(ImageProblem.IMAGE_DAMAGED);
        assertThat(drive).doesNotExist();
    }

    @Test
    void anImageWithoutItsManifestIsRefused() throws IOException {
        Path alone = Files.write(folder.resolve("alone.img"), new byte[1 << 20]);
        assertThat(refusal(WriteRequest.of(alone, folder.resolve("never")), Progress.NONE)
                        .problem())
                .isEqualTo(ImageProblem.SIDECAR_MISSING);
        Files.writeString(folder.resolve("alone.img.json"), "{\"format\":1,\"ranges\":[{\"offset\":-4096}]}");
        assertThat(refusal(WriteRequest.of(alone, folder.resolve("never")), Progress.NONE)
                        .problem())
                .isEqualTo(ImageProblem.SIDECAR_CORRUPT);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    private ImageException refusal(WriteRequest request, Progress progress) {
        return catchThrowableOfType(ImageException.class, () -> writer.write(request, progress));
    }
}
